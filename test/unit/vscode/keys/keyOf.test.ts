import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOf } from '../../../../src/vscode/keys/keyOf.ts';

describe('The key in what was typed', () => {
  const cases: [behaviour: string, typed: string, expected: string | undefined][] = [
    ['is the text', 'sk_a-b_1', 'sk_a-b_1'],
    ['comes without white space round it', ' sk_a\n', 'sk_a'],
    ['comes without quotes', '"sk_a"', 'sk_a'],
    ['comes without the word Bearer', 'Bearer sk_a', 'sk_a'],
    ['comes without all of that', ' "bearer  sk_a" ', 'sk_a'],
    ['is none in an empty text', ' ', undefined],
    ['is none in two words', 'sk_a sk_b', undefined],
    ['is none in what no header can carry', 'sk_ключ', undefined],
    ['is none over two lines', 'sk_a\r\nX-Evil: 1', undefined],
  ];
  for (const [behaviour, typed, expected] of cases) {
    it(behaviour, () => assert.equal(keyOf(typed), expected));
  }
});
