import assert from 'node:assert/strict';
import type { Target } from './target.ts';

const defaultMaxSeconds = 0.5;

/** Checks an input, and what no input may do, whatever reads it. Throws what is wrong. */
export async function checked(target: Target, input: Buffer): Promise<void> {
  const { maxSeconds = defaultMaxSeconds } = target;
  const prototype = Reflect.ownKeys(Object.prototype).join();
  // The first time what is loaded and compiled counts, too.
  const seconds = await secondsOf(target, input);
  const again = seconds > maxSeconds ? await secondsOf(target, input) : seconds;
  assert.ok(again <= maxSeconds, `takes ${again.toFixed(1)} s of the processor's time`);
  assert.equal(
    Reflect.ownKeys(Object.prototype).join(),
    prototype,
    'the prototype of all objects is changed',
  );
}

/** Of this thread: others may be busy beside it. */
async function secondsOf(target: Target, input: Buffer): Promise<number> {
  const before = process.threadCpuUsage();
  await target.check(input);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}
