import { randomUUID } from 'node:crypto';
import type { AnswerHistory, AnswerRecord } from '../core/answers.ts';
import type { Question } from '../core/engine.ts';
import { EntryFolder } from './entryFolder.ts';

/** A prompt that was obtained. */
export interface HistoryEntry {
  readonly id: string;
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
  /** The picture's file name. */
  readonly name: string;
  /** The picture's URI; empty where it was in no file. */
  readonly location: string;
  /** One line of plain text. */
  readonly prompt: string;
  /** All that the engine said; untrusted text. */
  readonly raw: string;
  readonly engine: Question['engine'];
  /** The base address of the service; empty where VS Code reaches the model. */
  readonly address: string;
  readonly model: string;
}

/** Longer than any answer that a person wants to look at again. */
const maxRawLength = 100_000;

/** Every prompt that was obtained, in all windows, the newest of them up to a number. */
export class PromptHistory implements AnswerHistory {
  readonly #folder: EntryFolder;
  readonly #onChange: () => void;

  /** `onChange` is called after each change that this window made. */
  constructor(path: string, maxEntries: () => number, onChange: () => void) {
    this.#folder = new EntryFolder({ path, maxEntries, first: 'leastName' });
    this.#onChange = onChange;
  }

  /** Throws as the file system does. */
  async add({ source, answer, prompt }: AnswerRecord): Promise<void> {
    const atMs = Date.now();
    const { engine, address, model } = answer.question;
    // Names in the order of time; 13 digits last until the year 2286.
    const id = `${String(atMs).padStart(13, '0')}-${randomUUID()}`;
    const entry: HistoryEntry = {
      id,
      atMs,
      name: source.name,
      location: source.location ?? '',
      prompt,
      raw: answer.raw.slice(0, maxRawLength),
      engine,
      address,
      model,
    };
    await this.#folder.write(id, entry);
    this.#onChange();
  }

  /** The ids of all entries, the newest first; one may be damaged. Throws as the file system does. */
  async ids(): Promise<string[]> {
    return (await this.#folder.names()).reverse();
  }

  /** All entries, the newest first. Throws as the file system does. */
  async list(): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (const id of await this.ids()) {
      const entry = await this.get(id);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  async get(id: string): Promise<HistoryEntry | undefined> {
    return entryIn(id, await this.#folder.read(id));
  }

  /** Throws as the file system does. */
  async remove(id: string): Promise<void> {
    await this.#folder.remove(id);
    this.#onChange();
  }

  /** Throws as the file system does. */
  async clear(): Promise<void> {
    await this.#folder.clear();
    this.#onChange();
  }
}

/** What stands in a file is anybody's. */
function entryIn(id: string, value: unknown): HistoryEntry | undefined {
  const found = (value ?? {}) as { [Key in keyof HistoryEntry]?: unknown };
  const isEntry =
    Number.isFinite(found.atMs) &&
    [found.name, found.location, found.prompt, found.raw, found.engine, found.address, found.model].every(
      (text) => typeof text === 'string',
    );
  return isEntry ? { ...(found as HistoryEntry), id } : undefined;
}
