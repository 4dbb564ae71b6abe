import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withoutExcludedWords } from '../../../src/text/excludedWords.ts';

describe('Excluding words from a prompt', () => {
  const cases: [behaviour: string, prompt: string, words: string[], expected: string][] = [
    ['drops a modifier', 'castle, blurry, blue', ['blurry'], 'castle, blue'],
    ['drops it in whatever case', 'castle, Blurry', ['BLURRY'], 'castle'],
    ['takes space and underscore for the same', 'red_hat, red  hat, castle', ['Red hat'], 'castle'],
    ['takes them for the same in the word as well', 'red hat, castle', ['red_hat'], 'castle'],
    ['takes composed and decomposed letters for the same', 'café, castle', ['cafe\u0301'], 'castle'],
    ['drops a modifier with a weight', '(blurry:1.2), castle', ['blurry'], 'castle'],
    [
      'drops a modifier with brackets alone',
      '((blurry)), [red_hat], {a}, castle',
      ['blurry', 'red hat', 'a'],
      'castle',
    ],
    ['drops a weight within brackets', '((blurry:1.1):1.3), castle', ['blurry'], 'castle'],
    ['drops a network by its name', '<lora:Blur:0.8>, <lyco:b:1:2>, castle', ['blur', 'b'], 'castle'],
    ['drops a network that is named as a whole', '<lora:a:1>, <lora:a:0.5>', ['<lora:a:1>'], '<lora:a:0.5>'],
    ['keeps a group that holds more', '(blurry, red:1.2), castle', ['blurry'], '(blurry, red:1.2), castle'],
    ['keeps what merely begins alike', 'blurry background', ['blurry'], 'blurry background'],
    [
      'keeps words within a sentence',
      'A blurry castle stands there.',
      ['blurry', 'castle'],
      'A blurry castle stands there.',
    ],
    [
      'drops what stands between commas of a sentence',
      'A castle, blurry, at night.',
      ['blurry'],
      'A castle, at night.',
    ],
    ['leaves a prompt without such words as it is', ' castle ,blue,', ['red'], ' castle ,blue,'],
    ['leaves nothing of a prompt that is all excluded', 'a, b', ['a', 'B'], ''],
    ['does nothing without words', 'a, , b', [], 'a, , b'],
    ['takes an empty word for nothing', 'a, , (), b', ['', ' '], 'a, b'],
  ];
  for (const [behaviour, prompt, words, expected] of cases) {
    it(behaviour, () => assert.equal(withoutExcludedWords(prompt, words), expected));
  }

  it('ends soon on a pile of brackets', () => {
    const pile = '('.repeat(10_000) + ')'.repeat(9_999);
    assert.equal(withoutExcludedWords(pile, ['a']), pile);
  });

  for (const piece of [')', ':1)', ':', '1', '(']) {
    it(`ends soon on nothing but ${piece}`, () => {
      const prompt = `(${piece.repeat(100_000 / piece.length)}x`;
      assert.equal(withoutExcludedWords(prompt, ['a']), prompt);
    });
  }
});
