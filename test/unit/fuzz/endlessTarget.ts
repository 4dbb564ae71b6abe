import type { Target } from '../../../fuzz/target.ts';

/** Never comes to an end. */
export const target: Target = {
  rounds: 10,
  samples: [() => 'any'],
  words: ['a'],
  check() {
    for (;;);
  },
};
