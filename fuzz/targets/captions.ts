import assert from 'node:assert/strict';
import { huggingFaceLines, kohyaLines } from '../../src/captions/captionExports.ts';
import { captionChange, isCaption } from '../../src/captions/captionFile.ts';
import { captionExtension, captionPath } from '../../src/captions/captionPath.ts';
import { existingCaptionPolicies } from '../../src/captions/captionText.ts';
import { IgnoreRules } from '../../src/captions/ignoreRules.ts';
import { modifiersOf } from '../../src/core/modifiers.ts';
import { maxPromptLength, plainText } from '../../src/core/plainText.ts';
import { PromptError } from '../../src/core/promptError.ts';
import { tidy } from '../../src/core/tidy.ts';
import { finished } from '../../src/text/composed.ts';
import { Random } from '../random.ts';
import type { Target } from '../target.ts';

const prefixes = ['', 'ohwx', 'ohwx, 1girl', 'photo of ', '城', 'a castle,'];
const texts = [
  '',
  'castle, blue sky, moon',
  'A castle, old and grey, on a hill.',
  ':), (blue, red:1.1), <lora:x:1>',
  'ohwx, castle',
  '城堡, 🏰',
];

/** Caption files and `.gitignore` files, as they lie beside pictures. */
export const target: Target = {
  rounds: 10_000,
  samples: [
    ...[
      ...texts,
      '\uFEFFcastle\r\n',
      'Long_Hair, blue sky\n',
      '(castle:1.2), (blue, red:1.1), :(',
      'a castle\non a hill\r\n\r\nat night',
    ].map((text) => () => text),
    () => '*.jpg\ncache/\n/top.png\n# a comment\n\\#1.png\n!keep.jpg\n**/a?b[c-e]*.png\n',
  ],
  words: [
    ...[
      ',',
      ', ',
      ' ',
      '_',
      '\n',
      '\r\n',
      '\t',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '<',
      '>',
      ':',
      ':1.2)',
      '<lora:x:1>',
      '\\(',
      '\\',
    ],
    ...[
      'ohwx',
      'castle',
      'Castle',
      '城',
      '🏰',
      'e\u0301',
      '\u0301',
      'İ',
      'ß',
      '\0',
      '\uFEFF',
      '\u202E',
      '\u00A0',
      '\u3000',
      '.',
      '--ar 3:2',
    ],
    ...[
      '*',
      '**',
      '**/',
      '/',
      '!',
      '#',
      '?',
      '[a-z]',
      '[^',
      '@(a|b)',
      '*(a|b)',
      '+(',
      '{a,b}',
      '{1..9}',
      'a*a*a*',
      '\\ ',
    ],
    Buffer.of(0xff, 0xfe),
    Buffer.of(0xe5, 0x9f),
  ],
  check(input) {
    const random = new Random(input);
    const prefix = random.oneOf(prefixes);
    const existing = input.toString();
    assertCaptions(input, prefix, random.oneOf(texts));
    assertCaptions(Buffer.from(random.oneOf(texts)), prefix, existing);
    assertModifiers(plainText(existing));
    assertExports(existing);
    assertPaths(existing);
    ignoredBy(existing);
  },
};

/** What each way of adding to a caption that is there makes of it. */
function assertCaptions(existing: Buffer, prefix: string, text: string): void {
  for (const policy of existingCaptionPolicies) {
    const change = (before: Uint8Array) => captionChange('file:///a.txt', before, { prefix, text }, policy);
    try {
      const after = change(existing)?.after;
      if (after === undefined) continue;
      const written = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(after);
      assert.equal(written, `${plainText(written)}\n`, 'is not one line of plain text');
      assert.ok(isCaption(after) && written.length <= maxPromptLength + 1);
      if (policy !== 'overwrite') assert.equal(change(after), undefined, `is written to again to ${policy}`);
    } catch (error) {
      assert.equal(PromptError.problemOf(error)?.kind, 'storageFailed', String(error));
    }
  }
}

function assertModifiers(prompt: string): void {
  assert.equal(modifiersOf(prompt).join(','), prompt, 'loses something of a prompt');
  assert.equal(tidy(tidy(prompt)), tidy(prompt), 'is tidied again');
  const without = finished(prompt, { suffix: '', excludeWords: ['castle', 'blue_sky', 'x', prompt] });
  assert.ok(without.length <= prompt.length * 2 + 2);
}

/** What trainers read is what was written. */
function assertExports(caption: string): void {
  const image = { path: `${caption.slice(0, 50)}.png`, caption, size: undefined };
  const [kohya, huggingFace] = [kohyaLines([image, image]), huggingFaceLines([image, image])].map((lines) => {
    assert.equal(lines.split('\n').length, 3);
    return JSON.parse(lines.split('\n')[1] ?? '');
  });
  assert.equal(kohya.tags === '' ? kohya.caption : `${kohya.caption}, ${kohya.tags}`, caption);
  assert.deepEqual(huggingFace, { file_name: image.path, text: caption });
}

function assertPaths(text: string): void {
  const name = text.slice(0, 250); // no file system knows longer ones
  const path = captionPath(`/set/${name}.png`, captionExtension(text) ?? '.txt');
  assert.ok(path.startsWith('/set/'));
}

/** As patterns for odd names. */
function ignoredBy(patterns: string): void {
  const rules = new IgnoreRules({ [patterns]: true }, { '**/*.png': { when: patterns } });
  rules.addGitignore('', patterns);
  const name = patterns.replace(/[\0/\\\s]/g, '').slice(0, 200);
  for (const path of ['sub/a.png', `${'a'.repeat(200)}.jpg`, `${name || 'b'}.png`]) {
    assert.equal(typeof rules.ignores(path, false, new Set([path])), 'boolean');
  }
}
