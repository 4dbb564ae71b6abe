// The program of a thread that tries one target, round by round, until one fails. Whoever started it can end it where a
// round does not end.
import { parentPort, workerData } from 'node:worker_threads';
import { checked } from './checked.ts';
import { inputOf } from './inputOf.ts';
import type { Target } from './target.ts';

export interface Rounds {
  /** The URL of the module with the target. */
  readonly module: string;
  readonly seed: number;
  readonly rounds: number;
  /** Where the number of the round is written as it begins. */
  readonly progress: Int32Array;
}

const { module, seed, rounds, progress } = workerData as Rounds;
const { target } = (await import(module)) as { target: Target };
try {
  for (let round = 0; round < rounds; round++) {
    Atomics.store(progress, 0, round);
    await checked(target, await inputOf(target, seed, round));
  }
} catch (error) {
  parentPort?.postMessage(error instanceof Error ? error.stack : String(error));
} finally {
  await target.close?.();
}
