import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { altText } from '../../../src/core/altText.ts';

describe('The alt text in an answer', () => {
  const examples: [behaviour: string, answer: string, isList: boolean, alt: string][] = [
    ['is the caption of a list', 'a castle on a hill, oil on canvas, 4k', true, 'a castle on a hill'],
    ['is all of prose', 'A castle on a hill, at dusk.', false, 'A castle on a hill, at dusk.'],
    ['is all of a list of one', 'a castle', true, 'a castle'],
    ['of an empty answer is empty', '', true, ''],
    [
      'is cut at a word when it is too long',
      `${'word '.repeat(60)}`.trim(),
      false,
      'word '.repeat(50).trim(),
    ],
    ['is cut anywhere when it is one long word', 'x'.repeat(300), false, 'x'.repeat(250)],
    ['is never cut within a character', `x${'🏰'.repeat(125)}`, false, `x${'🏰'.repeat(124)}`],
  ];
  for (const [behaviour, answer, isList, expected] of examples) {
    it(behaviour, () => assert.equal(altText(answer, isList), expected));
  }
});
