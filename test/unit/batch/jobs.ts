import type { BatchPlan, CaptionJob } from '../../../src/batch/batchJournal.ts';

/** A picture that is to be captioned, by the name without its ending. */
export function jobOf(name: string, changes: Partial<CaptionJob> = {}): CaptionJob {
  return {
    name: `${name}.png`,
    image: `memory:/set/${name}.png`,
    caption: `memory:/set/${name}.txt`,
    usesStoredPrompt: false,
    policy: 'skip',
    ...changes,
  };
}

/** A plan of pictures, by the names without their endings. */
export function planOf(names: readonly string[], changes: Partial<CaptionJob> = {}): BatchPlan {
  return { jobs: names.map((name) => jobOf(name, changes)), left: [], isRenewed: false };
}
