import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { plainText } from '../../../../src/core/plainText.ts';
import { replacedBy, type Target } from '../../../../src/text/targets/target.ts';
import { textFor } from '../../../../src/text/targets/textFor.ts';
import { anyPrompt } from './anyPrompt.ts';

const prose: Target = { kind: 'body', isPromptFile: false };
const promptFile: Target = { kind: 'body', isPromptFile: true };
const comment: Target = { kind: 'comment' };
const alt: Target = { kind: 'markdown', inTable: false, bracesAreLive: false };
const cell: Target = { kind: 'markdown', inTable: true, bracesAreLive: false };
const mdx: Target = { kind: 'markdown', inTable: false, bracesAreLive: true };
const attribute = (quotes: '"' | "'" | 'none' | 'missing', inTable = false): Target => ({
  kind: 'attribute',
  quotes,
  bracesAreLive: false,
  inTable,
});
const plain = (before = '', after = '', inFlow = false): Target => ({
  kind: 'yaml',
  style: 'plain',
  lead: '',
  before,
  after,
  inFlow,
});

const cases: [behaviour: string, target: Target, prompt: string, expected: string][] = [
  [
    'goes into prose as it is',
    prose,
    '(masterpiece:1.2), <lora:x:1>, *a* | `b`',
    '(masterpiece:1.2), <lora:x:1>, *a* | `b`',
  ],
  ['goes into prose on one line', prose, ' a\n b\u0000 \u0001 c\u{D800} ', 'a b c'],
  ['breaks variables in prompt files', promptFile, '${input:a} $ {b} $5', '$ {input:a} $ {b} $5'],
  [
    'breaks calls of tools in prompt files',
    promptFile,
    '#tool:run #FILE:a.ts #1 #a',
    '# tool:run # FILE:a.ts #1 #a',
  ],
  ['breaks templates in prompt files', promptFile, '{{{a}}} {b}', '{ { {a}}} {b}'],
  [
    'breaks links, whose files are read, in prompt files',
    promptFile,
    '[a](b.env) [c] (d)',
    '[a] (b.env) [c] (d)',
  ],
  ['breaks commands in prompt files', promptFile, 'wow!`ls` wow! `ls`', 'wow! `ls` wow! `ls`'],
  [
    'leaves weights alone in prompt files',
    promptFile,
    '((a:1.2)), [b], <lora:x:1>',
    '((a:1.2)), [b], <lora:x:1>',
  ],
  ['does not end a comment', comment, 'a --> b */ c', 'a - - > b * / c'],
  ['does not end a comment at its edges', comment, '/ a --', ' / a - - '],
  ['escapes brackets in alt text', alt, '[a](b) ![c]', '\\[a&#93;(b) !\\[c\\]'],
  [
    'escapes emphasis in alt text, and leaves underscores in words',
    alt,
    '*a* _b_ long_hair',
    '\\*a\\* \\_b\\_ long_hair',
  ],
  ['escapes tags in alt text', alt, '<lora:x:1> a <3', '\\<lora:x:1&#62; a \\<3'],
  ['closes no tag or comment that was open before in alt text', alt, '> a --> b', '&#62; a --&#62; b'],
  [
    'escapes only what would be a reference in alt text',
    alt,
    'a & b &amp; &#39; R&D',
    'a & b \\&amp; \\&#39; R&D',
  ],
  ['escapes code in alt text', alt, '`a`', '&#96;a&#96;'],
  ['escapes backslashes in alt text', alt, 'a\\b\\', 'a\\\\b\\\\'],
  ['escapes what would begin a block in alt text', alt, '- a', '\\- a'],
  ['escapes what would begin a list in alt text', alt, '12. a', '12\\. a'],
  ['keeps bars in alt text', alt, 'a | b', 'a | b'],
  ['escapes bars in a cell', cell, 'a | b \\', 'a \\| b &#92;'],
  ['escapes braces in MDX', mdx, '{a} <b>', '\\{a\\} \\<b&#62;'],
  [
    'escapes an attribute in double quotes',
    attribute('"'),
    '"a" & \'b\' <c>',
    "&quot;a&quot; &amp; 'b' &lt;c&gt;",
  ],
  ['escapes an attribute in single quotes', attribute("'"), '"a" \'b\'', '"a" &#39;b&#39;'],
  ['escapes an attribute without quotes', attribute('none'), "a b='c'", 'a&#32;b&#61;&#39;c&#39;'],
  ['puts an attribute in quotes where none are', attribute('missing'), 'a "b"', '"a &quot;b&quot;"'],
  ['escapes an attribute in a table', attribute('"', true), 'a | b', 'a &#124; b'],
  [
    'escapes text of HTML',
    { kind: 'markupText', bracesAreLive: false },
    '<a> & {b} {{c}}',
    '&lt;a&gt; &amp; {b} &#123;{c}}',
  ],
  [
    'escapes text of JSX',
    { kind: 'markupText', bracesAreLive: true },
    '<a> & {b}',
    '&lt;a&gt; &amp; &#123;b&#125;',
  ],
  ['escapes a string in double quotes', { kind: 'string', quote: '"' }, '"a" \'b\' \\', '\\"a\\" \'b\' \\\\'],
  ['escapes a string in single quotes', { kind: 'string', quote: "'" }, '"a" \'b\'', '"a" \\\'b\\\''],
  ['escapes a template', { kind: 'string', quote: '`' }, '`a` ${b} $5 {c}', '\\`a\\` \\${b} $5 {c}'],
  [
    'does not end a script',
    { kind: 'string', quote: '"' },
    '</script> <!-- <b>',
    '\\u003C/script> \\u003C!-- <b>',
  ],
  ['needs no quotes in YAML for a list', plain(), '1girl, solo, (red:1.2)', '1girl, solo, (red:1.2)'],
  ['has quotes in YAML around what is no text without', plain(), 'Yes', '"Yes"'],
  ['has quotes in YAML around a number', plain(), '42', '"42"'],
  ['has quotes in YAML around what looks like a key', plain(), 'text: "a"', '\'text: "a"\''],
  ['has quotes in YAML around what looks like a comment', plain(), 'a #1', '"a #1"'],
  ['has quotes in YAML around a list in brackets', plain('', '', true), 'a, b', '"a, b"'],
  ['has quotes in YAML around what was there as well', plain("it's ", ' c'), 'a: "b"', "'it''s a: \"b\" c'"],
  ['joins in YAML what was there', plain('a ', ' c'), 'b', 'a b c'],
  ['escapes a scalar of YAML in double quotes', { kind: 'yaml', style: 'double' }, '"a" \\', '\\"a\\" \\\\'],
  ['escapes a scalar of YAML in single quotes', { kind: 'yaml', style: 'single' }, "it's \\", "it''s \\"],
  [
    'goes into a block of YAML as it is',
    { kind: 'yaml', style: 'block', lead: '  ' },
    '"a": #b',
    '  "a": #b',
  ],
];

describe('The text of a prompt', () => {
  for (const [behaviour, target, prompt, expected] of cases) {
    it(behaviour, () => assert.equal(textFor(prompt, target), expected));
  }

  it('takes the place of the whole scalar in YAML without quotes', () => {
    assert.deepEqual(replacedBy(plain('it is ', ' c'), { start: 10, end: 12 }), { start: 4, end: 14 });
    assert.deepEqual(replacedBy(prose, { start: 10, end: 12 }), { start: 10, end: 12 });
  });

  it('holds nothing live in a prompt file, and nothing but spaces more than the prompt', () => {
    // As VS Code reads these files, and the variables and commands of other agents.
    const live = /\[(.*?)\]\((.+?)\)|#file:[^\s#]+|#tool:[\w\-./]+|\$\{|\{\{|!`/i;
    const isSafe = fc.property(anyPrompt, (prompt) => {
      const text = textFor(prompt, promptFile);
      assert.doesNotMatch(text, live);
      assert.doesNotMatch(textFor(prompt, alt), live);
      assert.doesNotMatch(textFor(prompt, attribute('"')), live);
      assert.equal(text.replaceAll(' ', ''), plainText(prompt).replaceAll(' ', ''));
    });
    fc.assert(isSafe, { numRuns: 10_000, seed: 5 });
  });

  it('holds no end of a comment, and nothing but spaces more than the prompt', () => {
    const isSafe = fc.property(anyPrompt, (prompt) => {
      const text = textFor(prompt, comment);
      assert.match(`<!--${text}-->`, /^<!--(?!-?>)(?:(?!--!?>).)*-->$/s);
      assert.equal(`/**${text}*/`.indexOf('*/'), text.length + 3);
      assert.equal(text.replaceAll(' ', ''), plainText(prompt).replaceAll(' ', ''));
    });
    fc.assert(isSafe, { numRuns: 10_000, seed: 5 });
  });
});
