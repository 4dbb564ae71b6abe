import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tidy } from '../../../src/core/tidy.ts';

describe('Tidying a prompt', () => {
  const cases: [behaviour: string, prompt: string, expected: string][] = [
    [
      'leaves a prompt without flaws as it is',
      'a man near the ocean, Nadav Kander',
      'a man near the ocean, Nadav Kander',
    ],
    ['drops a modifier that came before', 'castle, sharp, blue, sharp', 'castle, sharp, blue'],
    [
      'keeps the first spelling of modifiers that differ in case only',
      'castle, Sharp, sharp',
      'castle, Sharp',
    ],
    ['collapses white space', '  a   man ,\n near\tthe ocean ', 'a man, near the ocean'],
    ['drops empty modifiers', ', castle, , blue,', 'castle, blue'],
    ['keeps commas within weights', '(blue, red:1.2), castle, (blue, red:1.2)', '(blue, red:1.2), castle'],
    ['keeps nested brackets together', 'x, [a, (b, c), d], x', 'x, [a, (b, c), d]'],
    ['keeps what looks alike inside brackets and outside', 'red, (red, blue)', 'red, (red, blue)'],
    ['takes an angle bracket that is never closed for a sign', 'a <3 b, sharp, sharp', 'a <3 b, sharp'],
    ['takes an escaped bracket for a character', 'smile \\(happy, sharp, sharp', 'smile \\(happy, sharp'],
    ['keeps LoRA tags', 'castle, <lora:x:1>, <lora:x:1>', 'castle, <lora:x:1>'],
    ['leaves nothing of a prompt that is nothing', ' , ,, ', ''],
  ];
  for (const [behaviour, prompt, expected] of cases) {
    it(behaviour, () => assert.equal(tidy(prompt), expected));
  }

  it('changes nothing the second time', () => {
    for (const [, prompt] of cases) assert.equal(tidy(tidy(prompt)), tidy(prompt));
  });

  it('ends soon on brackets that are never closed', () => {
    assert.equal(tidy('('.repeat(20_000)), '('.repeat(20_000));
  });
});
