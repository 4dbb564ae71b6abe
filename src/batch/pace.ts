import type { Clock } from '../core/clock.ts';
import { PromptError } from '../core/promptError.ts';
import { whenAborted } from '../core/whenAborted.ts';

export interface PaceOptions {
  /** How many at once at the most. */
  readonly most: number;
  readonly clock: Clock;
}

/**
 * How many pictures are asked about at once. The first goes alone, since what it settles (a key, a model, an API that is
 * gone) holds for all. Where a service has no room, nobody begins before the time that it named, and half as many go on;
 * each round that goes well adds one again.
 */
export class Pace {
  readonly #options: PaceOptions;
  /** How many at once, now. */
  #atOnce = 1;
  #isFirstDone = false;
  #running = 0;
  #doneInRound = 0;
  #pausedUntilMs = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #halting = new AbortController();

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  get atOnce(): number {
    return this.#atOnce;
  }

  /** When the pause ends, in milliseconds of the clock; undefined where there is none. */
  get pausedUntilMs(): number | undefined {
    return this.#pausedUntilMs > this.#options.clock.now() ? this.#pausedUntilMs : undefined;
  }

  /**
   * Waits for a turn; what it returns is told how that ended. Throws a PromptError `cancelled` where the signal is aborted
   * before, or nobody is to begin any more.
   */
  async begin(signal: AbortSignal): Promise<(how: 'succeeded' | 'failed') => void> {
    const { clock } = this.#options;
    const halted = this.#halting.signal;
    for (;;) {
      if (signal.aborted || halted.aborted) throw new PromptError({ kind: 'cancelled' });
      const pauseMs = this.#pausedUntilMs - clock.now();
      if (pauseMs > 0) await clock.sleep(pauseMs, AbortSignal.any([signal, halted])).catch(() => {});
      else if (this.#running >= this.#atOnce) await this.#freed(signal);
      else break;
    }
    this.#running += 1;
    return (how) => {
      if (how === 'succeeded') this.#succeeded();
      // Whoever a failure reaches says first whether anybody is to begin any more.
      if (how === 'failed') setImmediate(() => this.#ended());
      else this.#ended();
    };
  }

  /** Has nobody begin any more; what was begun goes on. */
  halt(): void {
    this.#halting.abort();
    this.#wake();
  }

  /** Notes that a service has no room for so long. Several that are told so at once count as one. */
  throttled(pauseMs: number): void {
    const { clock } = this.#options;
    if (this.pausedUntilMs === undefined) {
      this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
      this.#doneInRound = 0;
    }
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.now() + pauseMs);
    this.#isFirstDone = true;
  }

  #ended(): void {
    this.#running -= 1;
    this.#wake();
  }

  #succeeded(): void {
    const { most } = this.#options;
    this.#doneInRound += 1;
    if (!this.#isFirstDone) {
      this.#isFirstDone = true;
      this.#atOnce = most;
    } else if (this.#doneInRound >= this.#atOnce && this.#atOnce < most) {
      this.#doneInRound = 0;
      this.#atOnce += 1;
    }
  }

  async #freed(signal: AbortSignal): Promise<void> {
    const freed = Promise.withResolvers<void>();
    this.#waiting.push(freed.resolve);
    const forget = whenAborted(signal, freed.resolve);
    await freed.promise;
    forget();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
