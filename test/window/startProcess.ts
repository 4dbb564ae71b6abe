import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { atExit } from './atExit.ts';

export interface ProcessOptions extends SpawnOptions {
  /** What the group gets when this process ends before it: SIGTERM for one that has processes of its own to end. */
  readonly lastSignal?: NodeJS.Signals;
}

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or with the signal's name; rejects when the command could not be started. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends the process and all that it started: asks first, and forces what is still there after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts a process as the head of a group of its own, so that what it starts in turn ends with it; the group ends at
 * the latest with this process. It reads nothing and prints where we print, unless told otherwise.
 */
export function startProcess(
  command: string,
  args: readonly string[],
  { lastSignal = 'SIGKILL', ...options }: ProcessOptions = {},
): StartedProcess {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
    detached: process.platform !== 'win32',
  });
  const forget = atExit(() => signalGroup(child, lastSignal));
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // What it left behind goes now.
      signalGroup(child, 'SIGKILL');
      resolve(signal ?? code ?? 0);
    });
  });
  ended.then(forget, forget);
  return {
    child,
    ended,
    async stop(graceMs = 3000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      signalGroup(child, 'SIGTERM');
      const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
      await ended.finally(() => clearTimeout(force));
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
