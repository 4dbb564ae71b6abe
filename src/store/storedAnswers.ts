import { createHash } from 'node:crypto';
import type { AnswerCache } from '../core/answers.ts';
import type { Answer, Question } from '../core/engine.ts';
import { EntryFolder } from './entryFolder.ts';

/** Changes when pictures are prepared in another way, so that engines see others. */
const preparationVersion = 1;

/**
 * The answers of engines, in files named by what they are about: the same picture needs to be sent once, whatever it is
 * called and whichever window asks.
 */
export class StoredAnswers implements AnswerCache {
  readonly #folder: EntryFolder;

  constructor(path: string, maxEntries: () => number) {
    this.#folder = new EntryFolder({ path, maxEntries, first: 'leastUsed' });
  }

  async get(content: string, question: Question): Promise<Answer | undefined> {
    const name = nameOf(content, question);
    const answer = answerIn(await this.#folder.read(name));
    if (answer === undefined || !isSame(answer.question, question)) return undefined;
    void this.#folder.touch(name);
    return answer;
  }

  async put(content: string, answer: Answer): Promise<void> {
    await this.#folder.write(nameOf(content, answer.question), answer);
  }

  /** The answer about a picture that was of use last, to whichever question. Throws as the file system does. */
  async lastOf(content: string): Promise<Answer | undefined> {
    const names = (await this.#folder.names()).filter((name) => name.startsWith(content));
    const last = (await this.#folder.byUse(names)).at(-1);
    return last === undefined ? undefined : answerIn(await this.#folder.read(last));
  }

  /** Throws as the file system does. */
  async clear(): Promise<void> {
    await this.#folder.clear();
  }
}

function nameOf(content: string, question: Question): string {
  const { engine, address, model, instruction } = question;
  const asked = JSON.stringify([preparationVersion, engine, address, model, instruction]);
  return `${content}-${createHash('sha256').update(asked).digest('hex').slice(0, 32)}`;
}

function answerIn(value: unknown): Answer | undefined {
  const { text, isList, raw, question } = (value ?? {}) as { [Key in keyof Answer]?: unknown };
  const isAnswer =
    typeof text === 'string' &&
    typeof isList === 'boolean' &&
    typeof raw === 'string' &&
    isQuestion(question);
  return isAnswer ? { text, isList, raw, question } : undefined;
}

function isQuestion(value: unknown): value is Question {
  const { engine, address, model, instruction } = (value ?? {}) as { [Key in keyof Question]?: unknown };
  return [engine, address, model, instruction].every((text) => typeof text === 'string');
}

function isSame(one: Question, other: Question): boolean {
  return (
    one.engine === other.engine &&
    one.address === other.address &&
    one.model === other.model &&
    one.instruction === other.instruction
  );
}
