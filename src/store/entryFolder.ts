import { randomUUID } from 'node:crypto';
import { mkdir, opendir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../core/inParallel.ts';

export interface EntryFolderOptions {
  /** The path of the folder, which is made with the first entry. */
  readonly path: string;
  /** How many entries stay; read at each writing, so that a change of it counts. 0 keeps nothing. */
  readonly maxEntries: () => number;
  /** Which entries go first when there are too many: by their names, or those that were not used for longest. */
  readonly first: 'leastName' | 'leastUsed';
}

/** How much room is made at once when a folder is full: looking for what may go takes a while. */
const shareThatGoes = 0.1;

/** As many files are asked for their age, or removed, at a time; the threads that do it belong to every extension. */
const filesAtOnce = 16;

/** A file that is being written for longer was left by a process that was killed. */
const longestWritingMs = 3_600_000;

/**
 * A folder of small JSON files, an entry each, that several windows write to at once. An entry is put in place whole, by
 * renaming, so that one is there or is not, whenever a process is killed; what cannot be read counts as not there.
 */
export class EntryFolder {
  readonly #options: EntryFolderOptions;
  /** As far as this window knows; undefined until it looked. */
  #count: number | undefined;
  #pruning: Promise<void> | undefined;

  constructor(options: EntryFolderOptions) {
    this.#options = options;
  }

  /** Throws what the file system throws. */
  async write(name: string, value: unknown): Promise<void> {
    const { path, maxEntries } = this.#options;
    if (maxEntries() <= 0) return;
    const unfinished = join(path, `${randomUUID()}${unfinishedEnding}`);
    const text = JSON.stringify(value);
    try {
      await this.#inFolder(() => writeFile(unfinished, text));
      await rename(unfinished, this.#pathOf(name));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    this.#count = (this.#count ?? (await this.names()).length - 1) + 1;
    if (this.#count > maxEntries()) {
      this.#pruning ??= this.#prune().finally(() => {
        this.#pruning = undefined;
      });
      await this.#pruning;
    }
  }

  /** What was written under a name, yet to be looked at; undefined where nothing is, or nothing that can be read. */
  async read(name: string): Promise<unknown> {
    if (this.#options.maxEntries() <= 0) return undefined;
    try {
      return JSON.parse(await readFile(this.#pathOf(name), 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** Notes that an entry was of use. */
  async touch(name: string): Promise<void> {
    const now = new Date();
    await utimes(this.#pathOf(name), now, now).catch(() => {});
  }

  /** The names of all entries, in their order. Throws what the file system throws. */
  async names(): Promise<string[]> {
    return (await this.#files())
      .filter((file) => file.endsWith(entryEnding))
      .map((file) => file.slice(0, -entryEnding.length))
      .sort();
  }

  /** Names in the order in which their entries were of use last. */
  async byUse(names: readonly string[]): Promise<string[]> {
    return inOrderOfUse(await this.#usesOf(names)).map(({ name }) => name);
  }

  /** Throws what the file system throws; not for one that is gone already. */
  async remove(name: string): Promise<void> {
    await rm(this.#pathOf(name), { force: true });
    if (this.#count !== undefined) this.#count -= 1;
  }

  /** Removes the entries of now, whatever is being written meanwhile. Throws what the file system throws. */
  async clear(): Promise<void> {
    try {
      await inParallel(filesAtOnce, await this.names(), (name) => rm(this.#pathOf(name), { force: true }));
    } finally {
      this.#count = undefined;
    }
  }

  async #prune(): Promise<void> {
    for (const name of await this.#thoseThatGo()) await rm(this.#pathOf(name), { force: true });
    this.#count = undefined;
    await this.#removeUnfinished();
  }

  async #thoseThatGo(): Promise<string[]> {
    const { first, maxEntries } = this.#options;
    const names = await this.names();
    const surplus = names.length - maxEntries();
    if (surplus <= 0) return [];
    const count = surplus + Math.floor(maxEntries() * shareThatGoes);
    // Not awaited here, which would keep all the names meanwhile.
    return first === 'leastName' ? names.slice(0, count) : this.#leastUsed(count);
  }

  /**
   * As many names of entries that were not used for longest. It holds few at a time: looking at all takes so long that
   * V8 would make them old.
   */
  async #leastUsed(count: number): Promise<string[]> {
    let least: Use[] = [];
    let names: string[] = [];
    for await (const { name: file } of (await unlessMissing(opendir(this.#options.path))) ?? []) {
      if (!file.endsWith(entryEnding)) continue;
      names.push(file.slice(0, -entryEnding.length));
      if (names.length < filesAtOnce) continue;
      least.push(...(await this.#usesOf(names)));
      names = [];
      if (least.length >= 2 * count) least = inOrderOfUse(least).slice(0, count);
    }
    least.push(...(await this.#usesOf(names)));
    return inOrderOfUse(least)
      .slice(0, count)
      .map(({ name }) => name);
  }

  async #usesOf(names: readonly string[]): Promise<Use[]> {
    return await inParallel(filesAtOnce, names, async (name) => {
      const lastMs = (await stat(this.#pathOf(name)).catch(() => undefined))?.mtimeMs ?? 0;
      return { name, lastMs };
    });
  }

  async #removeUnfinished(): Promise<void> {
    const { path } = this.#options;
    for (const file of await this.#files()) {
      if (!file.endsWith(unfinishedEnding)) continue;
      const begun = (await stat(join(path, file)).catch(() => undefined))?.mtimeMs;
      if (begun !== undefined && Math.abs(Date.now() - begun) > longestWritingMs) {
        await rm(join(path, file), { force: true });
      }
    }
  }

  /** Does something in the folder, and makes it where it is missing: somebody may have emptied the data folder. */
  async #inFolder(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(this.#options.path, { recursive: true });
      await work();
    }
  }

  async #files(): Promise<string[]> {
    return (await unlessMissing(readdir(this.#options.path))) ?? [];
  }

  #pathOf(name: string): string {
    return join(this.#options.path, name + entryEnding);
  }
}

/** When an entry was of use last, in milliseconds since 1970. */
interface Use {
  readonly name: string;
  readonly lastMs: number;
}

function inOrderOfUse(uses: readonly Use[]): Use[] {
  return uses.toSorted((one, other) => one.lastMs - other.lastMs);
}

/** Undefined where the folder is not there: it is made with the first entry, and somebody may have removed it. */
async function unlessMissing<Found>(looking: Promise<Found>): Promise<Found | undefined> {
  try {
    return await looking;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const entryEnding = '.json';
const unfinishedEnding = '.unfinished';
