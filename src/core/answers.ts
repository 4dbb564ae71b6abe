import type { Answer, Question } from './engine.ts';
import type { ImageSource } from './image.ts';
import { PromptError } from './promptError.ts';
import { unlessAborted } from './unlessAborted.ts';

/** Keeps answers by what they are about. */
export interface AnswerCache {
  /** The answer to a question about the picture of that content; undefined where there is none, or none is readable. */
  get(content: string, question: Question): Promise<Answer | undefined>;
  put(content: string, answer: Answer): Promise<void>;
}

/** An answer as it came, and the prompt that it is. */
export interface AnswerRecord {
  readonly source: ImageSource;
  readonly answer: Answer;
  /** One line of plain text. */
  readonly prompt: string;
}

/** Keeps every answer for people to look at. */
export interface AnswerHistory {
  add(record: AnswerRecord): Promise<void>;
}

export interface AnswersOptions {
  readonly cache: AnswerCache;
  readonly history: AnswerHistory;
  /** A name for what a picture holds, the same for the same bytes. Throws where it cannot be read. */
  contentOf(source: ImageSource): Promise<string>;
  /** Told when an answer could not be kept; it goes on its way all the same. */
  onStorageFailure(error: unknown): void;
}

/** An answer that is wanted. */
export interface Wanted {
  readonly source: ImageSource;
  /** Undefined where it is settled only while asking. */
  readonly question: Question | undefined;
  /** Whether an answer that is kept will not do. */
  readonly isRenewed: boolean;
  /** Gets the answer and makes the prompt of it. Throws a PromptError. */
  ask(signal: AbortSignal): Promise<Pick<AnswerRecord, 'answer' | 'prompt'>>;
}

/**
 * The answers that there are, and those that are being asked for: an answer that is kept is used again, whoever wants
 * one that somebody is asking for gets the same, and a new one is kept before anybody uses it.
 */
export class Answers {
  readonly #options: AnswersOptions;
  /** A few at a time. Not a map: one whose entries come and go leaves old tables behind that keep each other alive. */
  #requests: readonly { readonly key: string; readonly request: SharedRequest }[] = [];

  constructor(options: AnswersOptions) {
    this.#options = options;
  }

  /** Throws a PromptError as asking does, `cancelled` when the signal is aborted. */
  async find(wanted: Wanted, signal: AbortSignal): Promise<Answer> {
    const { source, question, isRenewed } = wanted;
    const content = await this.#identified(source);
    if (content === undefined || question === undefined) {
      return await this.#askAndKeep(wanted, content, signal);
    }
    const kept = isRenewed ? undefined : await this.#options.cache.get(content.name, question);
    if (kept) return kept;
    const key = JSON.stringify([content.name, question]);
    const shared = this.#requests.find((other) => other.key === key)?.request;
    if (shared) return await this.#join(shared, wanted, signal);
    const forget = () => {
      this.#requests = this.#requests.filter((other) => other.key !== key);
    };
    const request = new SharedRequest((signal) => this.#askAndKeep(wanted, content, signal), forget);
    this.#requests = [...this.#requests, { key, request }];
    return await request.answer(signal);
  }

  /** Waits for an answer that another asks for, and asks for it in their place where they give up. */
  async #join(shared: SharedRequest, wanted: Wanted, signal: AbortSignal): Promise<Answer> {
    try {
      return await shared.answer(signal);
    } catch (error) {
      if (PromptError.problemOf(error)?.kind !== 'cancelled' || signal.aborted) throw error;
      return await this.find(wanted, signal);
    }
  }

  async #askAndKeep(wanted: Wanted, content: Content | undefined, signal: AbortSignal): Promise<Answer> {
    const { source } = wanted;
    const { answer, prompt } = await wanted.ask(signal);
    const { cache, history, onStorageFailure } = this.#options;
    try {
      await history.add({ source, answer, prompt });
      // A picture that was changed or moved meanwhile is not the one that the answer is about.
      const version = await source.version().catch(() => undefined);
      const isUnchanged = content !== undefined && content.version === version;
      if (isUnchanged) await cache.put(content.name, answer);
    } catch (error) {
      onStorageFailure(error);
    }
    return answer;
  }

  /** Undefined where it cannot be read, which is reported by whoever prepares it. */
  async #identified(source: ImageSource): Promise<Content | undefined> {
    try {
      const version = await source.version();
      return { version, name: await this.#options.contentOf(source) };
    } catch {
      return undefined;
    }
  }
}

/** What a picture holds, as of a version of its file. */
interface Content {
  readonly name: string;
  readonly version: string;
}

/** One request that several wait for. It is cancelled when none of them does any more. */
class SharedRequest {
  readonly #cancellation = new AbortController();
  readonly #answer: Promise<Answer>;
  readonly #forget: () => void;
  #waiting = 0;
  #isOver = false;

  /** `forget` is called when nobody may join any more. */
  constructor(ask: (signal: AbortSignal) => Promise<Answer>, forget: () => void) {
    this.#forget = forget;
    this.#answer = ask(this.#cancellation.signal).finally(() => {
      this.#isOver = true;
      forget();
    });
    this.#answer.catch(() => {}); // those who waited may all be gone
  }

  async answer(signal: AbortSignal): Promise<Answer> {
    this.#waiting += 1;
    try {
      return await unlessAborted(this.#answer, signal, () => new PromptError({ kind: 'cancelled' }));
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#isOver) {
        this.#forget();
        this.#cancellation.abort();
      }
    }
  }
}
