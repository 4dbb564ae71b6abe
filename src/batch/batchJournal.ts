import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CaptionChange } from '../captions/captionFile.ts';
import type { ExistingCaptionPolicy } from '../captions/captionText.ts';
import { PromptError } from '../core/promptError.ts';

/** A picture that is to be captioned. */
export interface CaptionJob {
  /** The file name, for people to read. */
  readonly name: string;
  /** The picture's URI. */
  readonly image: string;
  /** The URI of its caption file. */
  readonly caption: string;
  /** Whether the prompt that the picture holds is its caption. */
  readonly usesStoredPrompt: boolean;
  readonly policy: ExistingCaptionPolicy;
}

/** A picture that is left as it is, and why. */
export interface LeftImage {
  readonly name: string;
  readonly image: string;
  readonly caption: string;
  readonly why: 'captioned' | 'unsupported' | 'sharedName';
}

/** What a run of captions was meant to be. */
export interface BatchPlan {
  readonly jobs: readonly CaptionJob[];
  readonly left: readonly LeftImage[];
}

/** What became of a job. `unfinished`: its caption was about to be written when the process ended. */
export type JobState =
  | { readonly is: 'open' | 'written' | 'skipped' }
  | { readonly is: 'unfinished'; readonly afterHash: string }
  | { readonly is: 'failed'; readonly reason: string };

/** What a caption file held before and after a job, as far as is known. */
export interface RecordedChange {
  readonly job: CaptionJob;
  readonly before: Uint8Array | undefined;
  readonly afterHash: string;
}

type Line =
  | { readonly writing: number; readonly before: string | null; readonly after: string }
  | { readonly written: number }
  | { readonly skipped: number }
  | { readonly failed: number; readonly reason: string }
  | { readonly ended: boolean }
  | { readonly undone: boolean };

/**
 * The record of a run of captions: a file to which a line is added before a caption is written and after it, so that
 * whoever comes after a killed process knows what is done, and what was there before. A line that was cut off counts as
 * not there.
 */
export class BatchJournal {
  readonly plan: BatchPlan;
  readonly #path: string;
  readonly #states: JobState[];
  #changes: readonly RecordedChange[] = [];
  #file: Promise<FileHandle> | undefined;
  #hasEnded = false;
  #isUndone = false;

  private constructor(path: string, plan: BatchPlan) {
    this.#path = path;
    this.plan = plan;
    this.#states = plan.jobs.map(() => ({ is: 'open' }));
  }

  /** Throws a PromptError `storageFailed`. */
  static async create(path: string, plan: BatchPlan): Promise<BatchJournal> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.unfinished`;
      await writeFile(unfinished, `${JSON.stringify(plan)}\n`);
      await rename(unfinished, path);
    } catch (error) {
      throw new PromptError({ kind: 'storageFailed', flaw: { is: 'batchRecord' } }, { cause: error });
    }
    return new BatchJournal(path, plan);
  }

  /** Throws a PromptError `storageFailed` where it cannot be read, or its plan is damaged. */
  static async open(path: string): Promise<BatchJournal> {
    try {
      const [first = '', ...lines] = (await readFile(path, 'utf8')).split('\n');
      const journal = new BatchJournal(path, planIn(JSON.parse(first)));
      journal.#replay(lines.map(lineIn).filter((line) => line !== undefined));
      return journal;
    } catch (error) {
      throw new PromptError({ kind: 'storageFailed', flaw: { is: 'batchRecord' } }, { cause: error });
    }
  }

  /** A name of its own. */
  get id(): string {
    return basename(this.#path, '.jsonl');
  }

  /** Whether the run came to its end, its own or the user's. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isUndone(): boolean {
    return this.#isUndone;
  }

  stateOf(job: number): JobState {
    return this.#states[job] ?? { is: 'open' };
  }

  /** The numbers of the jobs in a state. */
  jobsThatAre(...states: readonly JobState['is'][]): number[] {
    return this.plan.jobs.map((_, job) => job).filter((job) => states.includes(this.stateOf(job).is));
  }

  /** What the jobs changed, as it was when the journal was opened. */
  get changes(): readonly RecordedChange[] {
    return this.#changes;
  }

  /** Before a caption is written. Throws a PromptError `storageFailed`: what was there would be lost. */
  async noteWriting(job: number, { before, after }: CaptionChange): Promise<void> {
    const afterHash = hashOf(after);
    const line = {
      writing: job,
      before: before ? Buffer.from(before).toString('base64') : null,
      after: afterHash,
    };
    await this.#add(line);
    this.#states[job] = { is: 'unfinished', afterHash };
  }

  async noteWritten(job: number): Promise<void> {
    this.#states[job] = { is: 'written' };
    await this.#add({ written: job });
  }

  async noteSkipped(job: number): Promise<void> {
    this.#states[job] = { is: 'skipped' };
    await this.#add({ skipped: job });
  }

  async noteFailed(job: number, reason: string): Promise<void> {
    this.#states[job] = { is: 'failed', reason };
    await this.#add({ failed: job, reason });
  }

  async noteBegin(): Promise<void> {
    this.#hasEnded = false;
    await this.#add({ ended: false });
  }

  async noteEnd(): Promise<void> {
    this.#hasEnded = true;
    await this.#add({ ended: true });
    await this.close();
  }

  async noteUndone(): Promise<void> {
    this.#isUndone = true;
    await this.#add({ undone: true });
    await this.close();
  }

  async close(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    this.#file = undefined;
    await file?.close();
  }

  async #add(line: Line): Promise<void> {
    try {
      this.#file ??= open(this.#path, 'a');
      // The line break comes first: the line before may have been cut off.
      await (await this.#file).appendFile(`\n${JSON.stringify(line)}`);
    } catch (error) {
      throw new PromptError({ kind: 'storageFailed', flaw: { is: 'batchRecord' } }, { cause: error });
    }
  }

  #replay(lines: readonly Line[]): void {
    const changes = new Map<number, RecordedChange>();
    /** Captions that were about to be written, and may have been. */
    const begun = new Map<number, RecordedChange>();
    for (const line of lines) {
      if ('ended' in line) this.#hasEnded = line.ended;
      else if ('undone' in line) this.#isUndone = line.undone;
      else if ('skipped' in line) this.#states[line.skipped] = { is: 'skipped' };
      else if ('written' in line) {
        this.#states[line.written] = { is: 'written' };
        const change = begun.get(line.written);
        if (change) changes.set(line.written, change);
        begun.delete(line.written);
      } else if ('failed' in line) {
        this.#states[line.failed] = { is: 'failed', reason: line.reason };
        begun.delete(line.failed);
      } else {
        const { writing: number, after: afterHash } = line;
        const job = this.plan.jobs[number];
        if (job === undefined) continue;
        this.#states[number] = { is: 'unfinished', afterHash };
        const before = line.before === null ? undefined : Buffer.from(line.before, 'base64');
        const earlier = begun.get(number) ?? changes.get(number);
        // What an earlier try wrote is not what was there before.
        const isOurs = earlier !== undefined && before !== undefined && hashOf(before) === earlier.afterHash;
        begun.set(number, { job, before: isOurs ? earlier.before : before, afterHash });
      }
    }
    this.#changes = [...new Map([...changes, ...begun]).values()];
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What stands in a file is anybody's. Throws where it is no plan. */
function planIn(value: unknown): BatchPlan {
  const { jobs, left } = value as { [Key in keyof BatchPlan]?: unknown };
  if (!Array.isArray(jobs) || !Array.isArray(left)) throw new Error('no plan');
  for (const image of [...jobs, ...left]) {
    const texts = [image?.name, image?.image, image?.caption];
    if (!texts.every((text) => typeof text === 'string')) throw new Error('no picture of a plan');
  }
  return { jobs, left };
}

function lineIn(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is Line {
  const found = (value ?? {}) as Record<string, unknown>;
  if (typeof found.ended === 'boolean' || typeof found.undone === 'boolean') return true;
  if (typeof found.written === 'number' || typeof found.skipped === 'number') return true;
  if (typeof found.failed === 'number') return typeof found.reason === 'string';
  const isBefore = found.before === null || typeof found.before === 'string';
  return typeof found.writing === 'number' && isBefore && typeof found.after === 'string';
}
