import { setTimeout } from 'node:timers/promises';

/** Time and chance, which tests replace. */
export interface Clock {
  /** Milliseconds, since 1970 as a rule. */
  now(): number;
  /** Rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  random: Math.random,
};

/** A clock that nobody can set back; its milliseconds begin anywhere. */
export const steadyClock: Clock = { ...systemClock, now: () => performance.now() };
