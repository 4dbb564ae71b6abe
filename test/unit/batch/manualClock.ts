import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../src/core/clock.ts';

/** A clock whose time passes when told. */
export class ManualClock implements Clock {
  #nowMs = 1_000_000;
  #sleepers: { readonly untilMs: number; wake(): void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason));
      this.#sleepers.push({ untilMs: this.#nowMs + ms, wake: resolve });
    });
  }

  random(): number {
    return 0.5;
  }

  /** Lets so much time pass, and whoever slept that long go on. */
  async pass(ms: number): Promise<void> {
    this.#nowMs += ms;
    const awake = this.#sleepers.filter(({ untilMs }) => untilMs <= this.#nowMs);
    this.#sleepers = this.#sleepers.filter((sleeper) => !awake.includes(sleeper));
    for (const { wake } of awake) wake();
    for (let tick = 0; tick < 20; tick++) await setImmediate();
  }
}
