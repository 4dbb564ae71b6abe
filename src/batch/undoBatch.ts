import { writeWhole } from '../captions/captionFile.ts';
import type { Files } from '../core/files.ts';
import { PromptError } from '../core/promptError.ts';
import { type BatchJournal, type CaptionJob, hashOf, type RecordedChange } from './batchJournal.ts';
import { removeUnfinishedFiles } from './unfinishedFiles.ts';

/** What became of the captions of a run that was taken back. */
export interface Undoing {
  /** Captions that are again what they were before, or gone as they were. */
  readonly restored: number;
  /** Captions that somebody changed since, and that stay. */
  readonly changedSince: readonly CaptionJob[];
  /** Captions that could not be written. */
  readonly failed: readonly { readonly job: CaptionJob; readonly error: unknown }[];
}

/** Puts back what the captions of a run were before. Throws where its record cannot be written to. */
export async function undoBatch(journal: BatchJournal, files: Files): Promise<Undoing> {
  let restored = 0;
  const changedSince: CaptionJob[] = [];
  const failed: { job: CaptionJob; error: unknown }[] = [];
  await removeUnfinishedFiles(journal, files);
  for (const [number, change] of journal.changes.entries()) {
    const { job } = change;
    try {
      const isRestored = await restore(change, files, `.img2prompt-${journal.id}-undo-${number}.tmp`);
      if (isRestored) restored += 1;
      else changedSince.push(job);
    } catch (error) {
      const wasChanged = isChange(error);
      if (wasChanged) changedSince.push(job);
      else failed.push({ job, error });
    }
  }
  if (failed.length === 0) await journal.noteUndone();
  return { restored, changedSince, failed };
}

/** Returns whether the caption is what it was. */
async function restore(
  { job, before, afterHash }: RecordedChange,
  files: Files,
  unfinished: string,
): Promise<boolean> {
  const now = await files.read(job.caption);
  const wasRestoredBefore =
    now === undefined ? before === undefined : before && hashOf(now) === hashOf(before);
  if (wasRestoredBefore) return true;
  if (now === undefined || hashOf(now) !== afterHash) return false;
  if (before === undefined) await files.remove(job.caption);
  else await writeWhole(files, job.caption, { before: now, after: before }, unfinished);
  return true;
}

function isChange(error: unknown): boolean {
  const problem = PromptError.problemOf(error);
  return problem?.kind === 'storageFailed' && problem.flaw.is === 'changed';
}
