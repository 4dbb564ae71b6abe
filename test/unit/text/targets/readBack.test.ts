import assert from 'node:assert/strict';
import { parse as parseScript } from '@babel/parser';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, it } from 'mocha';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { parse as parseYaml } from 'yaml';
import { plainText } from '../../../../src/core/plainText.ts';
import { replacedBy } from '../../../../src/text/targets/target.ts';
import { targetAt } from '../../../../src/text/targets/targetAt.ts';
import { textFor } from '../../../../src/text/targets/textFor.ts';
import { anyPrompt } from './anyPrompt.ts';
import { readMarked } from './markedDocument.ts';

const markdown = new MarkdownIt({ html: true });

/** How often each place is tried, always with the same prompts. */
const runs = { numRuns: 10_000, seed: 5 };

function inserted(prompt: string, languageId: string, marked: string): string {
  const { text, start, end } = readMarked(marked);
  const target = targetAt(languageId, text, start, end);
  const range = replacedBy(target, { start, end });
  return text.slice(0, range.start) + textFor(prompt, target) + text.slice(range.end);
}

/** What the inline tokens at a place read as, which must be text alone. */
function proseOf(tokens: Token[] | null | undefined): string {
  return (tokens ?? []).map(({ type, content }) => (type === 'text' ? content : `<${type}>`)).join('');
}

function cellsOf(document: string): string[] {
  const tokens = markdown.parse(document, {});
  return tokens.flatMap(({ type }, index) =>
    type === 'td_open' || type === 'th_open' ? [proseOf(tokens[index + 1]?.children)] : [],
  );
}

function altsOf(document: string): string[] {
  const inline = markdown.parse(document, {}).flatMap(({ children }) => children ?? []);
  return inline.filter(({ type }) => type === 'image').map(({ children }) => proseOf(children));
}

type Element = DefaultTreeAdapterTypes.Element;

function elementOf(html: string, name: string): Element {
  const nodes: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(html).childNodes];
  for (const node of nodes) {
    if (node.nodeName === name) return node as Element;
    if ('childNodes' in node) nodes.push(...node.childNodes);
  }
  throw new Error(`no ${name} in ${html}`);
}

const attributeOf = (html: string, element: string, attribute: string) =>
  elementOf(html, element).attrs.find(({ name }) => name === attribute)?.value;

const textOf = (html: string, element: string) => {
  const nodes = elementOf(html, element).childNodes;
  assert.ok(nodes.length === 1 && nodes[0]?.nodeName === '#text', html);
  return (nodes[0] as DefaultTreeAdapterTypes.TextNode).value;
};

/** The first node of a kind in a program. */
function nodeOf(program: string, type: string): Record<string, unknown> {
  const [, kind, attribute] = /^(\w+)(?:\[name=(\w+)\])?$/.exec(type) ?? [];
  const found: Record<string, unknown>[] = [];
  JSON.stringify(
    parseScript(program, { plugins: ['jsx', 'typescript'], sourceType: 'module' }).program,
    (_, node) => {
      if (node?.type === kind && (!attribute || node.name.name === attribute)) found.push(node);
      return node;
    },
  );
  assert.equal(found.length, 1, program);
  return found[0] as Record<string, unknown>;
}

function templateOf(program: string): string {
  const { quasis } = nodeOf(program, 'TemplateLiteral') as { quasis: { value: { cooked: string } }[] };
  assert.equal(quasis.length, 1, program);
  return quasis[0]?.value.cooked ?? '';
}

const stringOf = (program: string) => nodeOf(program, 'StringLiteral').value;

interface Place {
  readonly name: string;
  readonly languageId: string;
  /** `‸` is the place. */
  readonly document: string;
  readonly read: (document: string) => unknown;
  /** What stands before and after the prompt in the same value. */
  readonly around?: readonly [before: string, after: string];
}

const table = '| a | b |\n|---|---|\n';

const places: Place[] = [
  {
    name: 'a cell of a Markdown table',
    languageId: 'markdown',
    document: `${table}| ‸ | x |`,
    read: (text) => cellsOf(text)[2],
  },
  {
    name: 'the middle of a narrow cell at the end of a row',
    languageId: 'instructions',
    document: `${table}|x|one ‸ two|`,
    read: (text) => cellsOf(text)[3],
    around: ['one ', ' two'],
  },
  {
    name: 'the first cell of a row without a bar at its start',
    languageId: 'markdown',
    document: 'a | b\n--|--\n‸| x\n',
    read: (text) => cellsOf(text)[2],
  },
  {
    name: 'the head of a table after a paragraph with a backtick',
    languageId: 'markdown',
    document: 'one ` tick\n\n|‸|b|\n|-|-|\n|` ¦ `|d|',
    read: (text) => cellsOf(text)[0],
  },
  {
    name: 'the alt text of a Markdown image',
    languageId: 'markdown',
    document: 'see ![‸](a.png) and ![b](b.png)',
    read: (text) => altsOf(text)[0],
  },
  {
    name: 'the alt text of an image in a prompt file, with a backtick before it',
    languageId: 'prompt',
    document: 'a lone ` before\n![old ‸ new_](<a b.png> "title")',
    read: (text) => altsOf(text)[0],
    around: ['old ', ' new_'],
  },
  {
    name: 'alt text that begins on another line',
    languageId: 'markdown',
    document: 'see ![old\n‸](a.png)',
    read: (text) => altsOf(text)[0]?.replace('<softbreak>', ' '),
    around: ['old ', ''],
  },
  {
    name: 'the alt text of an image in a link',
    languageId: 'skill',
    document: '[![‸][a]](b.html)\n\n[a]: a.png',
    read: (text) => altsOf(text)[0],
  },
  {
    name: 'the alt text of an image in a table',
    languageId: 'markdown',
    document: `${table}| ![‸](a.png) | x |\n`,
    read: (text) => altsOf(text)[0],
  },
  {
    name: 'an attribute of HTML in a Markdown table',
    languageId: 'markdown',
    document: `${table}| \` <img alt="‸" src="a.png"> | x |\n`,
    read: (text) => attributeOf(markdown.render(text), 'img', 'alt'),
  },
  {
    name: 'an attribute of HTML in Markdown',
    languageId: 'chatagent',
    document: 'one ` tick\n<img alt=\'‸\' src="a.png">',
    read: (text) => attributeOf(markdown.render(text), 'img', 'alt'),
  },
  {
    name: 'an attribute of HTML in double quotes',
    languageId: 'html',
    document: '<p>it\'s</p><img src=a.png alt="old ‸ new">',
    read: (text) => attributeOf(text, 'img', 'alt'),
    around: ['old ', ' new'],
  },
  {
    name: 'an attribute of HTML in single quotes',
    languageId: 'html',
    document: '<img src="a.png" alt=\'‸\'>',
    read: (text) => attributeOf(text, 'img', 'alt'),
  },
  {
    name: 'the middle of an attribute without quotes',
    languageId: 'html',
    document: '<img alt=old‸new src="a.png">',
    read: (text) => attributeOf(text, 'img', 'alt'),
    around: ['old', 'new'],
  },
  {
    name: 'an attribute that has no value yet',
    languageId: 'vue',
    document: '<template><img alt=‸ src="a.png"/></template>',
    read: (text) => attributeOf(text.replace(/<\/?template>/g, ''), 'img', 'alt'),
  },
  {
    name: 'the text of an element',
    languageId: 'html',
    document: '<!-- x --><script>"<b>"</script><p>old ‸</p>',
    read: (text) => textOf(text, 'p'),
    around: ['old ', ''],
  },
  {
    name: 'a string in a script of a page',
    languageId: 'html',
    document: '<script>const a = "‸";</script><p>x</p>',
    read: (text) => stringOf(textOf(text, 'script')),
  },
  {
    name: 'an attribute of JSX',
    languageId: 'javascriptreact',
    document: 'const a = <img src={b} alt="‸" />;',
    read: (text) => (nodeOf(text, 'JSXAttribute[name=alt]').value as { value: string }).value,
  },
  {
    name: 'an attribute of JSX that has no value yet',
    languageId: 'typescriptreact',
    document: 'const a = <img src={b} alt=‸ />;',
    read: (text) => (nodeOf(text, 'JSXAttribute[name=alt]').value as { value: string }).value,
  },
  {
    name: 'a string in an attribute of JSX',
    languageId: 'typescriptreact',
    document: "const a = <img src={b} alt={'‸'} />;",
    read: stringOf,
  },
  {
    name: 'the text of JSX',
    languageId: 'typescriptreact',
    document: 'const a = <p>old ‸</p>;',
    read: (text) => nodeOf(text, 'JSXText').value,
    around: ['old ', ''],
  },
  {
    name: 'a string of JSON',
    languageId: 'json',
    document: '{"a": "old ‸ new"}',
    read: (text) => JSON.parse(text).a,
    around: ['old ', ' new'],
  },
  {
    name: 'a name in JSON',
    languageId: 'jsonc',
    document: '{"‸": 1}',
    read: (text) => Object.keys(JSON.parse(text))[0],
  },
  {
    name: 'a string in double quotes',
    languageId: 'typescript',
    document: 'const a = "‸";',
    read: stringOf,
  },
  {
    name: 'a string in single quotes',
    languageId: 'javascript',
    document: "const a = /'/.test(b) + '‸';",
    read: stringOf,
  },
  {
    name: 'a template literal',
    languageId: 'typescript',
    document: 'const a = `old $‸{ new`;',
    read: templateOf,
    around: ['old $', '{ new'],
  },
  {
    name: 'a YAML value that is still missing',
    languageId: 'yaml',
    document: 'a: 1\nprompt: ‸\nb: 2\n',
    read: (text) => parseYaml(text).prompt,
  },
  {
    name: 'a YAML value right behind its colon',
    languageId: 'yaml',
    document: 'prompt:‸ # note\nb: 2\n',
    read: (text) => parseYaml(text).prompt,
  },
  {
    name: 'a YAML item that is still missing',
    languageId: 'yaml',
    document: '- a\n- ‸\n- - b\n',
    read: (text) => parseYaml(text)[1],
  },
  {
    name: 'the middle of a YAML value without quotes',
    languageId: 'yaml',
    document: 'prompt: it\'s "old" ‸ new # note\nb: 2\n',
    read: (text) => parseYaml(text).prompt,
    around: ['it\'s "old" ', ' new'],
  },
  {
    name: 'a YAML value of several lines without quotes',
    languageId: 'yaml',
    document: 'a:\n  - b: old\n      one ‸ two\n      three\n  - c\n',
    read: (text) => parseYaml(text).a[0].b,
    around: ['old one ', ' two three'],
  },
  {
    name: 'a YAML key',
    languageId: 'yaml',
    document: 'a: 1\nold ‸: 2\n',
    read: (text) => Object.keys(parseYaml(text))[1],
    around: ['old ', ''],
  },
  {
    name: 'a YAML list in brackets',
    languageId: 'yaml',
    document: 'a: [b, old ‸, {c: d}]\n',
    read: (text) => parseYaml(text).a[1],
    around: ['old ', ''],
  },
  {
    name: 'a YAML scalar in double quotes',
    languageId: 'yaml',
    document: 'a: "it\'s \\" old ‸ new"\n',
    read: (text) => parseYaml(text).a,
    around: ['it\'s " old ', ' new'],
  },
  {
    name: 'a YAML scalar in single quotes',
    languageId: 'yaml',
    document: "- a: 'it''s old ‸ new'\n",
    read: (text) => parseYaml(text)[0].a,
    around: ["it's old ", ' new'],
  },
  {
    name: 'a literal block of YAML',
    languageId: 'yaml',
    document: '- a: |\n    old\n‸\n- b\n',
    read: (text) => parseYaml(text)[0].a,
    around: ['old\n', '\n'],
  },
  {
    name: 'a folded block of YAML whose header has just been written',
    languageId: 'yaml',
    document: 'a: >-‸\nb: c\n',
    read: (text) => parseYaml(text).a,
  },
  {
    name: 'a block of YAML that says its indentation',
    languageId: 'yaml',
    document: 'a:\n  - |1-\n   ‸\n    old\n',
    read: (text) => parseYaml(text).a[0],
    around: ['', '\n old'],
  },
  {
    name: 'prose in Markdown, as it is',
    languageId: 'markdown',
    document: '---\na: b\n---\none ‸\n',
    read: (text) => text.slice('---\na: b\n---\none '.length, -1),
  },
  {
    name: 'plain text, as it is',
    languageId: 'plaintext',
    document: '‸',
    read: (text) => text,
  },
];

describe('A prompt reads back as it was', () => {
  for (const { name, languageId, document, read, around: [before, after] = ['', ''] } of places) {
    it(`from ${name}`, function () {
      this.timeout(60_000);
      const reads = fc.property(anyPrompt, (prompt) => {
        const text = inserted(prompt, languageId, document);
        assert.equal(read(text), before + plainText(prompt) + after, text);
      });
      fc.assert(reads, runs);
    });
  }
});
