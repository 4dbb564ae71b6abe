import type { Target } from '../../../fuzz/target.ts';

/** Cannot bear the letter z. */
export const target: Target = {
  rounds: 1000,
  samples: [() => 'a sentence of plain letters'],
  words: ['z'],
  check(input) {
    if (input.includes('z')) throw new Error('there is a z');
  },
};
