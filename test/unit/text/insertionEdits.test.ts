import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { endsOfInsertions, insertionEdits, paragraphEdits } from '../../../src/text/insertionEdits.ts';

/** Reads a document in which `|` are cursors and `«...»` selections. */
function readMarked(marked: string) {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  for (const character of marked) {
    if (character === '|') ranges.push({ start: text.length, end: text.length });
    else if (character === '«') start = text.length;
    else if (character === '»') ranges.push({ start, end: text.length });
    else text += character;
  }
  return { text, ranges };
}

function inserted(
  marked: string,
  languageId: string,
  lines: string[] = ['PROMPT'],
  editsFor = insertionEdits,
): string {
  const { text, ranges } = readMarked(marked);
  const endOfLine = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = editsFor(lines, ranges, { text, languageId, endOfLine });
  const ends = endsOfInsertions(edits);
  let result = text;
  for (const { start, end, newText } of edits.toReversed()) {
    result = result.slice(0, start) + newText + result.slice(end);
  }
  for (const [index, edit] of edits.entries()) {
    const end = ends[index] ?? Number.NaN;
    assert.equal(result.slice(end - edit.newText.length, end), edit.newText);
  }
  return result;
}

describe('Inserting a prompt as a paragraph', () => {
  const cases: [behaviour: string, languageId: string, marked: string, expected: string][] = [
    ['leaves an empty line before it', 'markdown', 'a|', 'a\n\nPROMPT'],
    ['leaves the empty line that is there behind it', 'markdown', 'a|\n\nb', 'a\n\nPROMPT\n\nb'],
    ['keeps the next line out of it', 'markdown', 'a|\nb', 'a\n\nPROMPT\n\nb'],
    ['takes a line of spaces for an empty one', 'markdown', 'a|\n  \nb', 'a\n\nPROMPT\n  \nb'],
    ['follows the line endings of the document', 'markdown', 'a|\r\nb', 'a\r\n\r\nPROMPT\r\n\r\nb'],
    ['goes to a line of its own in MDX', 'mdx', 'a|\n', 'a\n\nPROMPT\n'],
    ['goes to a line of its own in HTML', 'html', '<p>a</p>|\n', '<p>a</p>\n\nPROMPT\n'],
  ];
  for (const [behaviour, languageId, marked, expected] of cases) {
    it(behaviour, () => assert.equal(inserted(marked, languageId, ['PROMPT'], paragraphEdits), expected));
  }
});

describe('Inserting a prompt', () => {
  const cases: [behaviour: string, languageId: string, marked: string, expected: string][] = [
    ['puts it at the cursor', 'markdown', 'a | b', 'a PROMPT b'],
    ['puts it into an empty document', 'plaintext', '|', 'PROMPT'],
    ['replaces the selection', 'markdown', 'a «old» b', 'a PROMPT b'],
    ['puts it at every cursor', 'markdown', '|a\n|b\nc «d»', 'PROMPTa\nPROMPTb\nc PROMPT'],
    [
      'keeps out of frontmatter, on the first line after it',
      'prompt',
      '---\nmode: |x\n---\nbody',
      '---\nmode: x\n---\nPROMPT\nbody',
    ],
    [
      'keeps out of the line before frontmatter',
      'markdown',
      '|---\na: b\n---\nbody',
      '---\na: b\n---\nPROMPT\nbody',
    ],
    ['keeps out of the closing fence', 'markdown', '---\na: b\n--|-\nbody', '---\na: b\n---\nPROMPT\nbody'],
    [
      'goes to a line of its own where the closing fence ends the file',
      'skill',
      '---\na: |b\n---',
      '---\na: b\n---\nPROMPT',
    ],
    [
      'puts in one prompt for all cursors inside frontmatter',
      'chatagent',
      '---\n|a: |b\n---\nx',
      '---\na: b\n---\nPROMPT\nx',
    ],
    [
      'replaces only what a selection holds of the body',
      'instructions',
      '---\na: «b\n---\nbody» rest',
      '---\na: b\n---\nPROMPT rest',
    ],
    ['knows empty frontmatter', 'markdown', '---\n|---\nx', '---\n---\nPROMPT\nx'],
    ['knows TOML frontmatter', 'markdown', '+++\na = |1\n+++\nx', '+++\na = 1\n+++\nPROMPT\nx'],
    [
      'stays at the first place after frontmatter',
      'markdown',
      '---\na: b\n---\n|body',
      '---\na: b\n---\nPROMPTbody',
    ],
    ['takes fences that are never closed for rules', 'markdown', '---\na |b', '---\na PROMPTb'],
    ['takes fences further down for rules', 'markdown', 'x\n---\na |b\n---\n', 'x\n---\na PROMPTb\n---\n'],
    ['knows no frontmatter in plain text', 'plaintext', '---\na: |b\n---\n', '---\na: PROMPTb\n---\n'],
    [
      'follows the line endings of the document',
      'markdown',
      '---\r\na: |b\r\n---\r\nx',
      '---\r\na: b\r\n---\r\nPROMPT\r\nx',
    ],
  ];
  for (const [behaviour, languageId, marked, expected] of cases) {
    it(behaviour, () => assert.equal(inserted(marked, languageId), expected));
  }

  const atEndOfFence: [behaviour: string, marked: string][] = [
    ['right behind a closing fence that ends the file', '---\na: b\n---|'],
    ['over all of a file that is frontmatter alone', '«---\na: b\n---»'],
  ];
  for (const [behaviour, marked] of atEndOfFence) {
    it(`leaves the frontmatter whole ${behaviour}`, () => {
      assert.equal(inserted(marked, 'prompt'), '---\na: b\n---\nPROMPT');
    });
  }

  it('puts in one prompt for cursors that have become one', () => {
    assert.equal(inserted('aaa||ccc', 'markdown'), 'aaaPROMPTccc');
  });

  it('puts in one prompt for a cursor inside frontmatter and a selection that reaches out of it', () => {
    assert.equal(inserted('---\n|a: «b\n---\nbody» rest', 'markdown'), '---\na: b\n---\nPROMPT\n rest');
  });

  it('puts several prompts on a line each', () => {
    assert.equal(inserted('a\r\n|b', 'markdown', ['ONE', 'TWO']), 'a\r\nONE\r\nTWOb');
  });
});
