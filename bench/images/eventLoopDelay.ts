import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Delay } from '../delay.ts';

/** The delay of a process that prepares pictures, and of one that does nothing at the same time. */
export async function eventLoopDelays(paths: readonly string[]): Promise<{ ours: Delay; idle: Delay }> {
  const idle = watched([]);
  const ours = await delayOf(watched(paths));
  idle.send('enough');
  return { ours, idle: await delayOf(idle) };
}

function watched(paths: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, 'watchDelay.ts'), paths);
}

async function delayOf(child: ChildProcess): Promise<Delay> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process whose event loop is watched ended (${code}).`);
  });
  failed.catch(() => {}); // once it has answered, it may end
  const [delay] = await Promise.race([once(child, 'message'), failed]);
  child.disconnect();
  return delay as Delay;
}
