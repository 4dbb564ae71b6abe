import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Rounds } from './rounds.ts';

/** What went wrong, and in which round. */
export interface Failure {
  readonly round: number;
  readonly reason: string;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly rounds: number;
  /** A round that takes longer by the clock is taken for one that does not end. */
  readonly maxRoundSeconds?: number;
}

/** Much longer than a round may take of the processor, which others may be busy with. */
const defaultMaxRoundSeconds = 60;

/** What the number of the round is while the target is being loaded. */
const beforeFirstRound = -1;

/** Of a thread's heap. No input is long enough for a tenth of it. */
const maxHeapMb = 1000;
/** As much as the thread of a process has. */
const maxStackMb = 1;

/** Tries the target of a module, in a thread of its own, until a round fails; undefined where none does. */
export async function fuzz(
  module: string,
  { seed, rounds, maxRoundSeconds = defaultMaxRoundSeconds }: FuzzOptions,
): Promise<Failure | undefined> {
  const progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(beforeFirstRound);
  const workerData: Rounds = { module, seed, rounds, progress };
  const worker = new Worker(new URL('./rounds.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, stackSizeMb: maxStackMb },
  });
  const watching = new AbortController();
  const reason = await Promise.race([
    ended(worker),
    stuck(progress, maxRoundSeconds, watching.signal).then(() => `does not end within ${maxRoundSeconds} s`),
  ]);
  watching.abort();
  await worker.terminate();
  return reason === undefined ? undefined : { round: Atomics.load(progress, 0), reason };
}

/** What the thread says is wrong, or what ended it; undefined where it came to its end. */
function ended(worker: Worker): Promise<string | undefined> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve(error.stack ?? String(error)));
    worker.once('exit', (code) => resolve(code === 0 ? undefined : `ended with ${code}`));
  });
}

/** Resolves once a round has begun and no other for so long. */
async function stuck(progress: Int32Array, seconds: number, signal: AbortSignal): Promise<void> {
  let last: number;
  do {
    last = Atomics.load(progress, 0);
    await delay(seconds * 1000, undefined, { signal }).catch(() => {});
  } while (!signal.aborted && (last === beforeFirstRound || Atomics.load(progress, 0) !== last));
}
