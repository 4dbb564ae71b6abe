import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Target } from '../../../../src/text/targets/target.ts';
import { targetAt } from '../../../../src/text/targets/targetAt.ts';
import { readMarked } from './markedDocument.ts';

const prose: Target = { kind: 'body', isPromptFile: false };
const promptFile: Target = { kind: 'body', isPromptFile: true };
const comment: Target = { kind: 'comment' };
const alt: Target = { kind: 'markdown', inTable: false, bracesAreLive: false };
const cell: Target = { kind: 'markdown', inTable: true, bracesAreLive: false };
const mdx: Target = { kind: 'markdown', inTable: false, bracesAreLive: true };
const htmlText: Target = { kind: 'markupText', bracesAreLive: false };
const codeText: Target = { kind: 'markupText', bracesAreLive: true };
const attribute = (quotes: '"' | "'" | 'none' | 'missing', more = {}): Target => ({
  kind: 'attribute',
  quotes,
  bracesAreLive: false,
  inTable: false,
  ...more,
});
const string = (quote: '"' | "'" | '`'): Target => ({ kind: 'string', quote });
const yaml = (style: 'double' | 'single'): Target => ({ kind: 'yaml', style });
const block = (lead = ''): Target => ({ kind: 'yaml', style: 'block', lead });
const plain = (before = '', after = '', more = {}): Target => ({
  kind: 'yaml',
  style: 'plain',
  lead: '',
  before,
  after,
  inFlow: false,
  ...more,
});

const table = '| a | b |\n|---|---|\n';

/** What a place is, and documents in which `‸` is one; two of them stand around what the prompt replaces. */
const cases: [target: string, languageId: string, marked: string, expected: Target][] = [
  // Markdown
  ['prose', 'markdown', 'one ‸ two', prose],
  ['prose in an empty document', 'markdown', '‸', prose],
  ['prose after frontmatter', 'markdown', '---\na: "b"\n---\n‸', prose],
  ['prose for a place in frontmatter, after which it goes', 'markdown', '---\na: "b‸"\n---\nc', prose],
  ['prose in the text of a link', 'markdown', '[a‸](b.html)', prose],
  ['prose in the path of an image', 'markdown', '![a](b‸.png)', prose],
  ['prose before an image', 'markdown', '‸![a](b.png)', prose],
  ['prose behind an image', 'markdown', '![a](b.png)‸', prose],
  ['prose behind brackets that are no image', 'markdown', '![a‸] b', prose],
  ['prose behind an escaped bracket', 'markdown', '!\\[a‸](b.png)', prose],
  ['prose in a code span', 'markdown', '`![a‸](b.png)`', prose],
  ['prose behind a code span', 'markdown', '`<img alt="` and ‸ >', prose],
  ['prose in a fenced code block', 'markdown', '```html\n<img alt="‸">\n```', prose],
  ['prose in a table of a fenced code block', 'markdown', `~~~~\n${table}~~~\n| ‸ | b |\n~~~~`, prose],
  ['prose in the delimiter row of a table', 'markdown', '| a | b |\n|--‸-|---|\n', prose],
  ['prose after a table', 'markdown', `${table}| c | d |\n\n‸ | x`, prose],
  ['prose in lines with bars that are no table', 'markdown', 'a | b\n‸ | c', prose],
  ['prose after a comparison', 'markdown', 'a <b c="d and ‸ e', prose],
  ['alt text', 'markdown', 'see ![‸](a.png)', alt],
  ['alt text that is there', 'markdown', '![old «[b]» ‸ text](<a b.png> "title")', alt],
  ['alt text that is replaced', 'markdown', '![‸old‸](a.png)', alt],
  ['alt text of the second image', 'markdown', '![a](a.png) ![‸](b.png)', alt],
  ['alt text of an image by reference', 'markdown', '![‸][a]', alt],
  ['alt text in a link', 'markdown', '[![‸](a.png)](b.html)', alt],
  ['alt text of several lines', 'markdown', 'a\n![b\n‸](a.png)\n', alt],
  ['alt text after a closed code block', 'markdown', '```\n`\n```\n![‸](a.png)', alt],
  ['alt text in a prompt file', 'prompt', '![‸](a.png)', alt],
  ['a table cell', 'markdown', `${table}| c | ‸ |`, cell],
  ['a table cell in the head', 'markdown', '| a‸ | b |\n|---|---|\n', cell],
  ['a table cell without bars around the row', 'markdown', 'a | b\n--|--\nc | ‸\n', cell],
  ['a table cell that begins with an escaped bar', 'markdown', `${table}| \\| ‸ | d |`, cell],
  ['a table cell in a quotation', 'markdown', '> | a | b |\n> |---|---|\n> | ‸ | c |', cell],
  ['a table cell with CRLF', 'markdown', '| a | b |\r\n|:--|--:|\r\n| ‸ | c |\r\n', cell],
  ['a table cell with an image', 'markdown', `${table}| ![‸](a.png) | d |`, cell],
  ['an attribute in Markdown', 'markdown', '<img alt="‸" src="a.png">', attribute('"')],
  ['an attribute in a table', 'markdown', `${table}| <img alt='‸'> | d |`, attribute("'", { inTable: true })],
  ['a comment', 'markdown', 'a <!-- ‸ --> b', comment],
  ['a comment of several lines', 'markdown', '<!--\n\n```\n![‸](a.png)\n-->', comment],
  ['prose after a comment', 'markdown', '<!--\n\n-->\n‸', prose],
  // Files that agents follow
  ['a prompt', 'prompt', '---\nmode: agent\n---\n‸', promptFile],
  ['instructions', 'instructions', '‸', promptFile],
  ['an agent', 'chatagent', '# a\n\n‸', promptFile],
  ['a skill', 'skill', '---\nname: ‸a\n---', promptFile],
  // MDX
  ['text that may hold code', 'mdx', '# a\n\n‸', mdx],
  ['an attribute in MDX', 'mdx', '<Image alt="‸" />', attribute('"', { bracesAreLive: true })],
  ['a string in MDX', 'mdx', "<Image alt={'‸'} />", string("'")],
  // HTML and its kin
  ['text', 'html', '<p>a ‸</p>', htmlText],
  ['text after a script', 'html', '<script>if (a < b) "</p>"</script><p>‸', htmlText],
  ['an attribute in double quotes', 'html', '<img src=\'a"\' alt="‸">', attribute('"')],
  ['an attribute in single quotes', 'html', "<img alt = '\"‸'>", attribute("'")],
  ['an attribute without quotes', 'html', '<img alt=a‸b>', attribute('none')],
  ['an attribute without quotes at its start', 'html', '<img alt=‸b>', attribute('none')],
  ['an attribute that is missing', 'html', '<img alt=‸>', attribute('missing')],
  ['code between attributes', 'html', '<img alt="a" ‸>', prose],
  ['a comment of HTML', 'html', '<!-- <img alt="‸"> -->', comment],
  ['a string in a script', 'html', "<SCRIPT>const a = '‸'</SCRIPT>", string("'")],
  ['a style', 'html', '<style>a { content: "‸" }</style>', prose],
  ['an attribute in XML', 'xml', '<?xml version="1.0"?><a><![CDATA[x]]><b c="‸"/></a>', attribute('"')],
  ['an attribute in Vue', 'vue', '<template>\n<img alt="‸" :src="a > b">\n</template>', attribute('"')],
  ['a template in a script of Vue', 'vue', '<script setup lang="ts">\nconst a = `‸`', string('`')],
  ['text in Svelte', 'svelte', '{#if a > b}<p>‸</p>{/if}', codeText],
  [
    'an attribute in Svelte',
    'svelte',
    '<img on:load={() => a > "b"} alt="‸">',
    attribute('"', { bracesAreLive: true }),
  ],
  ['a string in Svelte', 'svelte', '<img alt={"‸"}>', string('"')],
  // Scripts
  ['code', 'typescript', 'const a = ‸;', prose],
  ['code after a string', 'typescript', "const a = 'it\\'s'‸;", prose],
  ['code after a string that is never closed', 'typescript', "const a = 'b\n‸", prose],
  ['code in a line comment', 'typescript', "// it's ‸", prose],
  ['a comment of a script', 'typescript', "/* it's ‸ */", comment],
  ['a string in double quotes', 'typescript', 'const a = "it\'s \\" ‸";', string('"')],
  ['a string in single quotes', 'javascript', "const a = '‸';", string("'")],
  ['a string behind a regular expression', 'javascript', "a.replace(/[/'\"]/g, '‸')", string("'")],
  ['a string behind a division', 'javascript', "const a = (b) / 2 + '‸' / 1", string("'")],
  ['a template', 'typescript', "const a = `it's ${b} ‸`;", string('`')],
  ['a template of several lines', 'typescript', 'const a = `\n"\n‸\n`;', string('`')],
  ['code in a template', 'typescript', 'const a = `${{ b: ‸ }}`;', prose],
  ['a string in a template', 'typescript', "const a = `${{ b: '‸' }}`;", string("'")],
  ['a string after a generic call', 'typescriptreact', "useState<string>('‸')", string("'")],
  ['a string in a generic function', 'typescriptreact', "const a = <T,>(b: T) => '‸'", string("'")],
  ['a string after a type assertion', 'typescript', "const a = <B>c + '‸'", string("'")],
  ['an attribute of JSX', 'typescriptreact', 'return <img src={a} alt="‸" />', attribute('"')],
  ['an attribute of JSX that is missing', 'javascriptreact', 'return <img alt=‸ />', attribute('missing')],
  ['a string in JSX', 'javascript', "return (<A b={c => <i />}><img alt={'‸'} /></A>)", string("'")],
  ['text of JSX', 'javascriptreact', "return <p>it's ‸</p>", codeText],
  ['text of JSX between elements', 'javascriptreact', "return <><b>'</b>{a}‸<i/></>", codeText],
  ['code in JSX', 'javascriptreact', "return <p>it's {‸}</p>", prose],
  ['a string after JSX', 'typescriptreact', "const a = <p>it's <b/></p>, b = '‸'", string("'")],
  // JSON
  ['a string of JSON', 'json', '{"a": "‸"}', string('"')],
  ['a string of JSON with comments', 'jsonc', '{ // it\'s "\n "a": ["\\"‸"]}', string('"')],
  ['code of JSON', 'json', '{"a": ‸}', prose],
  // YAML
  ['a value that is missing', 'yaml', 'a: ‸\nb: 1', plain()],
  ['a value that lacks its space', 'yaml', 'a:‸', plain('', '', { lead: ' ' })],
  ['an item that is missing', 'yaml', 'a:\n  - ‸\n  - b', plain()],
  ['a value', 'yaml', 'a: one ‸two # three', plain('one ', 'two')],
  ['a value that is replaced', 'yaml', 'a: ‸one: two‸ # three', plain()],
  ['a value of several lines', 'yaml', 'a: one\n  two ‸\n  three\nb: 1', plain('one\n  two ', '\n  three')],
  ['a value on a line of its own', 'yaml', 'a:\n  ‸\n', plain()],
  ['a value after another', 'yaml', "a: it's\nb: ‸", plain()],
  ['a value with a colon in it', 'yaml', 'a: http://b ‸', plain('http://b ')],
  ['a key', 'yaml', 'a‸b: 1', plain('a', 'b')],
  ['a value in brackets', 'yaml', 'a: [b, c‸d, e]', plain('c', 'd', { inFlow: true })],
  ['a value in double quotes', 'yaml', 'a: !b "it\'s \\" ‸"', yaml('double')],
  ['a value in double quotes of several lines', 'yaml', 'a: "b\n  c: ‸"', yaml('double')],
  ['a value in single quotes', 'yaml', "a: &b 'it''s \" ‸'", yaml('single')],
  ['a value in quotes and brackets', 'yaml', "{a: ['b', '‸']}", yaml('single')],
  ['a line of a block', 'yaml', 'a: |\n  it\'s "\n  ‸\nb: 1', block()],
  ['a line of a block that lacks its indentation', 'yaml', 'a:\n  b: >-\n      c\n\n ‸\n', block('     ')],
  ['a comment of a block', 'yaml', 'a: | # b‸c\n  d', prose],
  ['a block that has no line yet, with its indentation', 'yaml', '- |2- # a‸', block('\n  ')],
  ['a block that has no line yet', 'yaml', '- a: |‸', block('\n    ')],
  ['a value after a block', 'yaml', 'a: |\n  "b\nc: ‸', plain()],
  ['a comment of YAML', 'yaml', 'a: b # ‸', prose],
  // Others
  ['prose in plain text', 'plaintext', '![‸](a.png) "', prose],
  ['prose in languages without a rule', 'rust', 'let a = "‸";', prose],
];

describe('The target at a place', () => {
  for (const [target, languageId, marked, expected] of cases) {
    it(`is ${target}: ${languageId} ${JSON.stringify(marked)}`, () => {
      const { text, start, end } = readMarked(marked);
      assert.deepEqual(targetAt(languageId, text, start, end), expected);
    });
  }
});

describe('Looking for a target', () => {
  const size = 10_000_000;
  const signs = [
    ...[
      'a\n',
      '\n\n',
      '  ',
      '`',
      '``\n',
      '"',
      "'",
      '{',
      '`${',
      '[',
      '![',
      '/[',
      '/*',
      '<',
      '<!--',
      '<a ',
      '<a b="',
    ],
    ...['| ', '|-', '> ', '- ', 'a: ', '- |\n'],
  ];
  for (const languageId of ['markdown', 'mdx', 'html', 'svelte', 'typescriptreact', 'json', 'yaml']) {
    it(`ends soon in documents of 10 MB of ${languageId}, whatever they hold`, function () {
      this.timeout(30_000); // for all of them; reading anything twice would take minutes
      for (const sign of signs) targetAt(languageId, sign.repeat(size / sign.length), size / 2);
    });
  }

  const lines: [what: string, line: string][] = [
    ['signs of code', `${'`'.repeat(500_000)}${' '.repeat(500_000)}\``],
    ['white space before a bar', `${' '.repeat(500_000)}x|`],
    ['dashes before a bar', `${'-'.repeat(500_000)}x|`],
    ['dashes and bars', `${'-|'.repeat(250_000)}x|`],
  ];
  for (const [what, line] of lines) {
    it(`ends soon on a long line of ${what}`, () => {
      const document = `a|b\n${line}\n`;
      assert.equal(targetAt('markdown', document, document.length).kind, 'body');
    });
  }

  it('finds what begins near in a document of 10 MB', () => {
    const text = `${'{"a": [1, 2]}\n'.repeat(size / 14)}{"a": "`;
    assert.deepEqual(targetAt('json', text, text.length), string('"'));
  });
});
