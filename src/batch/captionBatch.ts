import {
  aboutCaption,
  type CaptionChange,
  captionChange,
  checkFolderOf,
  isCaption,
  writeWhole,
} from '../captions/captionFile.ts';
import type { NewCaption } from '../captions/captionText.ts';
import { type Files, siblingOf } from '../core/files.ts';
import { type Problem, PromptError } from '../core/promptError.ts';
import { type BatchJournal, type CaptionJob, hashOf } from './batchJournal.ts';
import type { Pace } from './pace.ts';
import { unfinishedName } from './unfinishedFiles.ts';

/** What a run of captions needs. */
export interface BatchSteps {
  /** The prompt of a picture, asked for at the pace, and its trigger word. Throws a PromptError. */
  captionOf(job: CaptionJob, signal: AbortSignal): Promise<NewCaption>;
  /** The sentence that says why a picture has no caption. */
  reasonOf(error: unknown, job: CaptionJob): string;
  readonly files: Files;
  /** It is told of services that have no room, and halted with the run. */
  readonly pace: Pace;
  /** Called whenever a picture is done with. */
  onProgress(): void;
  /** Told when the record of the run cannot be written to; the run goes on. */
  onRecordFailure(error: unknown): void;
}

/** How a run ended; `stopped` by an error that the next pictures would have met as well. */
export type BatchEnd =
  | { readonly how: 'done' | 'cancelled' }
  | { readonly how: 'stopped'; readonly error: unknown };

/** As many failures one after the other are no pictures' fault. */
const mostFailuresInARow = 8;

/** How often a picture is asked about again that the service had no room for. */
const mostThrottlings = 5;

/** Longer pauses are for people to decide, so they end a run. */
export const longestPauseMs = 10 * 60_000;

/** Where a service says that it has no room, but not how long. */
const pauseWithoutWordMs = 15_000;

/**
 * Captions the pictures of a plan that have no caption yet, as many at once as there are workers. A caption is on the
 * disk as soon as it is there; what goes wrong with a picture is noted, and the rest goes on, except where that would be
 * pointless.
 */
export async function runCaptionBatch(
  journal: BatchJournal,
  jobs: readonly number[],
  steps: BatchSteps,
  workers: number,
  signal: AbortSignal,
): Promise<BatchEnd> {
  const run = new CaptionRun(journal, jobs, steps);
  await note(journal.noteBegin(), steps);
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, () => run.work(signal)));
  await note(journal.noteEnd(), steps);
  return run.end;
}

class CaptionRun {
  end: BatchEnd = { how: 'done' };
  readonly #journal: BatchJournal;
  readonly #steps: BatchSteps;
  /** The next job is the last. */
  readonly #queue: number[];
  readonly #throttlings = new Map<number, number>();
  readonly #folders = new Map<string, Promise<void>>();
  #failuresInARow = 0;

  constructor(journal: BatchJournal, jobs: readonly number[], steps: BatchSteps) {
    this.#journal = journal;
    this.#steps = steps;
    this.#queue = [...jobs].reverse();
  }

  /** Does one job after the other, as long as there are any. */
  async work(signal: AbortSignal): Promise<void> {
    try {
      while (this.end.how === 'done') {
        const job = this.#queue.pop();
        if (job === undefined) return;
        await this.#do(job, signal);
      }
    } catch (error) {
      this.#halt({ how: 'stopped', error });
    }
  }

  /** Begins with nothing more. What came first counts. */
  #halt(end: BatchEnd): void {
    if (this.end.how === 'done') this.end = end;
    this.#steps.pace.halt();
  }

  async #do(number: number, signal: AbortSignal): Promise<void> {
    const job = this.#journal.plan.jobs[number];
    if (job === undefined) return;
    try {
      await this.#caption(number, job, signal);
    } catch (error) {
      await this.#takeFailure(number, job, error, signal);
      return;
    }
    this.#steps.onProgress();
  }

  async #caption(number: number, job: CaptionJob, signal: AbortSignal): Promise<void> {
    const { files } = this.#steps;
    const { policy } = job;
    const unfinished = unfinishedName(this.#journal.id, number);
    const before = await files.read(job.caption);
    const state = this.#journal.stateOf(number);
    if (state.is === 'unfinished') await files.remove(siblingOf(job.caption, unfinished));
    if (state.is === 'unfinished' && before !== undefined && hashOf(before) === state.afterHash) {
      return await this.#note(this.#journal.noteWritten(number));
    }
    if (policy === 'skip' && isCaption(before)) {
      return await this.#note(this.#journal.noteSkipped(number));
    }
    await this.#checkFolder(job.caption);
    const caption = await this.#steps.captionOf(job, signal);
    this.#failuresInARow = 0;
    const change = captionChange(job.caption, before, caption, policy);
    if (change === undefined) {
      return await this.#note(this.#journal.noteSkipped(number));
    }
    // What is overwritten must not be lost; where there is nothing to lose, the caption matters more than its record.
    const noting = this.#journal.noteWriting(number, change);
    await (isCaption(before) ? noting : this.#note(noting));
    try {
      await this.#write(job.caption, change, unfinished);
    } catch (error) {
      // Another window may have been quicker.
      if (policy !== 'skip' || !isCaption(await files.read(job.caption))) throw error;
      return await this.#note(this.#journal.noteSkipped(number));
    }
    await this.#note(this.#journal.noteWritten(number));
  }

  async #takeFailure(number: number, job: CaptionJob, error: unknown, signal: AbortSignal): Promise<void> {
    const { pace, reasonOf, onProgress } = this.#steps;
    const problem = PromptError.problemOf(error);
    if (problem?.kind === 'cancelled' || signal.aborted) {
      this.#halt({ how: 'cancelled' });
      return;
    }
    if (problem?.kind === 'rateLimited' && this.#mayTryAgain(number, problem)) {
      pace.throttled(pauseOf(problem));
      this.#queue.push(number);
      return;
    }
    // Before anything is waited for: others wait for their turn.
    if (!isOfPicture(problem)) this.#failuresInARow += 1;
    if (isHopeless(problem) || this.#failuresInARow >= mostFailuresInARow) {
      this.#halt({ how: 'stopped', error });
    }
    await this.#note(this.#journal.noteFailed(number, reasonOf(error, job)));
    onProgress();
  }

  #mayTryAgain(number: number, problem: RateLimit): boolean {
    const times = (this.#throttlings.get(number) ?? 0) + 1;
    this.#throttlings.set(number, times);
    return times <= mostThrottlings && pauseOf(problem) <= longestPauseMs;
  }

  /** A folder that took no caption is checked again before the next is paid for. */
  async #write(caption: string, change: CaptionChange, unfinished: string): Promise<void> {
    try {
      await writeWhole(this.#steps.files, caption, change, unfinished);
    } catch (error) {
      this.#folders.delete(siblingOf(caption, ''));
      throw error;
    }
  }

  /** Finds out, once a folder, whether it takes captions, before any is paid for. */
  async #checkFolder(caption: string): Promise<void> {
    const folder = siblingOf(caption, '');
    const checked =
      this.#folders.get(folder) ??
      checkFolderOf(this.#steps.files, caption, `.img2prompt-${this.#journal.id}.tmp`);
    this.#folders.set(folder, checked);
    await checked.catch((error) => {
      throw aboutCaption(error, caption);
    });
  }

  #note(noting: Promise<void>): Promise<void> {
    return note(noting, this.#steps);
  }
}

async function note(noting: Promise<void>, { onRecordFailure }: BatchSteps): Promise<void> {
  await noting.catch(onRecordFailure);
}

type RateLimit = Extract<Problem, { kind: 'rateLimited' }>;

function pauseOf({ retryAfterSeconds }: RateLimit): number {
  return retryAfterSeconds === undefined ? pauseWithoutWordMs : retryAfterSeconds * 1000;
}

/** Whether the next picture would meet the same problem. */
function isHopeless(problem: Problem | undefined): boolean {
  switch (problem?.kind) {
    case 'noKey':
    case 'keyRefused':
    case 'noBalance':
    case 'serviceGone':
      return true;
    case 'rateLimited':
      return pauseOf(problem) > longestPauseMs;
    default:
      return false;
  }
}

const flawsOfPicture: ReadonlySet<string> = new Set([
  'readOnly',
  'changed',
  'notText',
  'tooLong',
  'nothingLeft',
]);

/** Whether a problem says nothing of the next picture. */
function isOfPicture(problem: Problem | undefined): boolean {
  switch (problem?.kind) {
    case 'imageRefused':
    case 'imageUnreadable':
      return true;
    case 'storageFailed':
      return flawsOfPicture.has(problem.flaw.is);
    default:
      return false;
  }
}
