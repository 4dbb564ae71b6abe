import type { Brief } from '../core/brief.ts';
import type { Answer, Engine, Question } from '../core/engine.ts';
import type { Prepare } from '../core/image.ts';
import { PromptError } from '../core/promptError.ts';
import type { VisionEngine } from './vision.ts';

/** How long an API counts as retired before it is tried again, in milliseconds. */
const retiredForMs = 7 * 24 * 60 * 60 * 1000;

/** Remembers which addresses have retired Image to Prompt. */
export interface Retirements {
  /** When that was noted, in milliseconds since 1970. */
  notedAt(base: string): number | undefined;
  note(base: string, atMs: number): void;
  /** Tells the user, once, which model takes over. */
  announce(host: string, model: string): void;
}

export interface AutoOptions {
  /** The base address of `img2prompt`. */
  readonly base: string;
  readonly img2prompt: Engine;
  /** Only one at the same origin: a picture never goes to another than the user chose. */
  readonly vision: VisionEngine;
  readonly retirements: Retirements;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Image to Prompt while the service offers it, and once the service says that it is gone, a vision model of the same
 * origin with the same key.
 */
export class AutoEngine implements Engine {
  readonly #options: AutoOptions;

  constructor(options: AutoOptions) {
    this.#options = options;
  }

  get host(): string {
    return this.#options.img2prompt.host;
  }

  question(brief: Brief): Question | undefined {
    const { img2prompt, vision } = this.#options;
    return this.#isRetired ? vision.question(brief) : img2prompt.question(brief);
  }

  async describe(prepare: Prepare, brief: Brief, signal: AbortSignal): Promise<Answer> {
    const { base, img2prompt, vision, retirements, now } = this.#options;
    if (this.#isRetired) return await vision.describe(prepare, brief, signal);
    try {
      return await img2prompt.describe(prepare, brief, signal);
    } catch (error) {
      const problem = PromptError.problemOf(error);
      if (problem?.kind !== 'serviceGone' || problem.gone !== 'api') throw error;
      const model = await vision.model(signal);
      const answer = await vision.describe(prepare, brief, signal);
      // Not before: where the model fails too, nothing has taken over.
      retirements.note(base, now());
      retirements.announce(vision.host, model);
      return answer;
    }
  }
  get #isRetired(): boolean {
    const { base, retirements, now } = this.#options;
    const notedAt = retirements.notedAt(base);
    return notedAt !== undefined && Math.abs(now() - notedAt) < retiredForMs;
  }
}
