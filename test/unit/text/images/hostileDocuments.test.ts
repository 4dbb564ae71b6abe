import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imagesIn } from '../../../../src/text/images/imagesIn.ts';

const length = 250_000;

/** Documents that make careless readers go back and forth, or down and down. */
const hostile: readonly (readonly [opening: string, closing: string])[] = [
  ...[
    '![',
    '[',
    '[]',
    '![a](',
    '![a](<',
    '![a][',
    '[a\n',
    '[a]: b "',
    '`${',
    '*a _b',
    '> ',
    '- ',
    '|a',
    '\\',
    '&amp',
  ].map((piece) => [piece, ''] as const),
  ...[
    '<img ',
    '<img a="',
    "<img a='\n\n",
    '<img alt={',
    '<img alt={"',
    '<a b={`',
    '<!--',
    '<?',
    '<![',
    '</',
    '<script>',
  ].map((piece) => [piece, ''] as const),
  ...['{', '{"', '{/*', '{`', '<', '<b>'].map((piece) => [piece, ''] as const),
  ['![', '](a.png)'],
  ['[', '](a)'],
  ['<a b={', '}>'],
  ['<img a={', '}>'],
  ['{', '}'],
  ['<b>', '</b>'],
];

describe('A hostile document', () => {
  for (const languageId of ['markdown', 'mdx', 'html', 'svelte', 'typescriptreact']) {
    it(`of ${languageId} is read soon`, function () {
      this.timeout(120_000); // what takes quadratic time takes longer by far
      for (const [opening, closing] of hostile) {
        const times = length / (opening.length + closing.length);
        const images = imagesIn(languageId, opening.repeat(times) + closing.repeat(times));
        assert.ok(images.length <= times, opening);
      }
    });
  }
});
