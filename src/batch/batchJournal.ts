import { createHash } from 'node:crypto';
import { constants, type FileHandle, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CaptionChange } from '../captions/captionFile.ts';
import { type ExistingCaptionPolicy, existingCaptionPolicies } from '../captions/captionText.ts';
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
  readonly why: (typeof whys)[number];
}

const whys = ['captioned', 'unsupported', 'sharedName'] as const;

/** What a run of captions was meant to be. */
export interface BatchPlan {
  readonly jobs: readonly CaptionJob[];
  readonly left: readonly LeftImage[];
  /** Whether answers that are kept will not do. */
  readonly isRenewed: boolean;
}

/**
 * What became of a job. `unfinished`: its caption was about to be written when the process ended; `undone`: it was
 * written, and taken back.
 */
export type JobState =
  | { readonly is: 'open' | 'written' | 'skipped' | 'undone' }
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
  | { readonly undone: true };

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
  #file: FileHandle | undefined;
  /** The last line that is being added, which the next waits for: long ones would be written into each other. */
  #adding: Promise<void> = Promise.resolve();
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

  /** Why jobs failed, in the order of the plan. */
  get reasons(): string[] {
    return this.#states.flatMap((state) => (state.is === 'failed' ? [state.reason] : []));
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
    this.#isUndone = false;
    await this.#add({ ended: false });
  }

  async noteEnd(): Promise<void> {
    this.#hasEnded = true;
    await this.#addLast({ ended: true });
  }

  async noteUndone(): Promise<void> {
    this.#takeBack();
    await this.#addLast({ undone: true });
  }

  async close(): Promise<void> {
    await this.#adding;
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  #takeBack(): void {
    this.#isUndone = true;
    for (const job of this.jobsThatAre('written')) this.#states[job] = { is: 'undone' };
  }

  async #addLast(line: Line): Promise<void> {
    try {
      await this.#add(line);
    } finally {
      await this.close();
    }
  }

  async #add(line: Line): Promise<void> {
    const added = this.#adding.then(() => this.#append(line));
    this.#adding = added.catch(() => {});
    try {
      await added;
    } catch (error) {
      throw new PromptError({ kind: 'storageFailed', flaw: { is: 'batchRecord' } }, { cause: error });
    }
  }

  async #append(line: Line): Promise<void> {
    // Not made anew where somebody deleted it: without its plan it says nothing.
    this.#file ??= await open(this.#path, constants.O_WRONLY | constants.O_APPEND);
    // The line break comes first: the line before may have been cut off.
    await this.#file.appendFile(`\n${JSON.stringify(line)}`);
  }

  #replay(lines: readonly Line[]): void {
    const changes = new Map<number, RecordedChange>();
    /** Captions that were about to be written, and may have been. */
    const begun = new Map<number, RecordedChange>();
    for (const line of lines) {
      if ('ended' in line) {
        this.#hasEnded = line.ended;
        if (!line.ended) this.#isUndone = false;
      } else if ('undone' in line) {
        this.#takeBack();
        changes.clear();
        begun.clear();
      } else if ('skipped' in line) {
        this.#states[line.skipped] = { is: 'skipped' };
        // Somebody else's caption was there first.
        begun.delete(line.skipped);
      } else if ('written' in line) {
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
        // What an earlier try wrote is not what was there before, and shows that it did write.
        const isOurs = earlier !== undefined && before !== undefined && hashOf(before) === earlier.afterHash;
        if (isOurs) changes.set(number, earlier);
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
  const { jobs, left, isRenewed = false } = value as { [Key in keyof BatchPlan]?: unknown };
  if (!Array.isArray(jobs) || !Array.isArray(left)) throw new Error('no plan');
  if (!jobs.every(isJob) || !left.every(isLeftImage)) throw new Error('no picture of a plan');
  if (typeof isRenewed !== 'boolean') throw new Error('no wish of a plan');
  return { jobs, left, isRenewed };
}

function isJob(value: unknown): value is CaptionJob {
  const { usesStoredPrompt, policy } = (value ?? {}) as Partial<CaptionJob>;
  return (
    isImage(value) &&
    typeof usesStoredPrompt === 'boolean' &&
    existingCaptionPolicies.some((it) => it === policy)
  );
}

function isLeftImage(value: unknown): value is LeftImage {
  return isImage(value) && whys.some((why) => why === (value as Partial<LeftImage>).why);
}

function isImage(value: unknown): boolean {
  const { name, image, caption } = (value ?? {}) as Partial<CaptionJob>;
  return [name, image, caption].every((text) => typeof text === 'string');
}

function lineIn(text: string): Line | undefined {
  try {
    return lineOf(JSON.parse(text) ?? {});
  } catch {
    return undefined;
  }
}

/** Its first name says what a line is; what else stands there, but is not of it, is left out. */
function lineOf(found: Readonly<Record<string, unknown>>): Line | undefined {
  const { ended, undone, written, skipped, failed, reason, writing, before, after } = found;
  switch (Object.keys(found)[0]) {
    case 'ended':
      return typeof ended === 'boolean' ? { ended } : undefined;
    case 'undone':
      return undone === true ? { undone } : undefined;
    case 'written':
      return isNumberOfJob(written) ? { written } : undefined;
    case 'skipped':
      return isNumberOfJob(skipped) ? { skipped } : undefined;
    case 'failed':
      return isNumberOfJob(failed) && typeof reason === 'string' ? { failed, reason } : undefined;
    case 'writing': {
      const isBefore = before === null || typeof before === 'string';
      const isWriting = isNumberOfJob(writing) && isBefore && typeof after === 'string';
      return isWriting ? { writing, before, after } : undefined;
    }
    default:
      return undefined;
  }
}

function isNumberOfJob(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
