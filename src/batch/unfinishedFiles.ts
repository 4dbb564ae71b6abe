import { type Files, siblingOf } from '../core/files.ts';
import type { BatchJournal } from './batchJournal.ts';

/** The name of the file that a caption is written to before it takes its place. Two windows may write into one folder. */
export function unfinishedName(batch: string, job: number): string {
  return `.img2prompt-${batch}-${job}.tmp`;
}

/** Removes what a killed process had not finished, where nobody goes on with it; what cannot be removed stays. */
export async function removeUnfinishedFiles(journal: BatchJournal, files: Files): Promise<void> {
  for (const number of journal.jobsThatAre('unfinished')) {
    const job = journal.plan.jobs[number];
    if (job) await files.remove(siblingOf(job.caption, unfinishedName(journal.id, number))).catch(() => {});
  }
}
