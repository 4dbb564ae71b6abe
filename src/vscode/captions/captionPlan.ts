import type { Uri } from 'vscode';
import type { BatchPlan, CaptionJob, LeftImage } from '../../batch/batchJournal.ts';
import { isCaption } from '../../captions/captionFile.ts';
import { captionPath, sharedCaptionKey } from '../../captions/captionPath.ts';
import type { ExistingCaptionPolicy } from '../../captions/captionText.ts';
import { inParallel } from '../../core/inParallel.ts';
import { PromptError } from '../../core/promptError.ts';
import { storedPrompt } from '../../images/embedded/storedPrompt.ts';
import { formatOf } from '../../images/imageFormats.ts';
import { maxFileBytes } from '../../images/prepareImage.ts';
import type { EmbeddedPromptChoice } from '../choices.ts';
import { settings } from '../settings.ts';
import { fileImage, nameOf } from '../sources/fileImage.ts';
import { captionFiles } from './captionFiles.ts';

/** A picture that may get a caption. */
interface Captionable {
  readonly job: Omit<CaptionJob, 'usesStoredPrompt'>;
  /** What the user wants done with the prompt that the picture holds; undefined where it holds none. */
  readonly storedPromptChoice: EmbeddedPromptChoice | undefined;
}

export interface CaptionPlan {
  readonly captionable: readonly Captionable[];
  readonly left: readonly LeftImage[];
}

/** As many pictures are looked into at a time. */
const atOnce = 8;

/**
 * Looks which pictures need a caption, which hold a prompt of their own, and which are left as they are. `policy` is
 * what becomes of captions that are there, where that is not up to the settings. Throws a PromptError `cancelled` when
 * the signal is aborted.
 */
export async function planCaptions(
  images: readonly Uri[],
  signal: AbortSignal,
  onLooked: (count: number) => void,
  policy?: ExistingCaptionPolicy,
): Promise<CaptionPlan> {
  let looked = 0;
  const findings = await inParallel(atOnce, images, async (image) => {
    if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
    const finding = await lookInto(image, policy);
    looked += 1;
    onLooked(looked);
    return finding;
  });
  return withoutSharedNames(findings);
}

/** What is written down before a run: a plan, and what the user wants of it. */
export function batchPlanOf(
  { captionable, left }: CaptionPlan,
  usesStoredPrompts: boolean,
  isRenewed = false,
): BatchPlan {
  const jobs = captionable.map(({ job, storedPromptChoice }) => ({
    ...job,
    usesStoredPrompt: storedPromptChoice === 'prefer' || (storedPromptChoice === 'ask' && usesStoredPrompts),
  }));
  return { jobs, left, isRenewed };
}

async function lookInto(uri: Uri, givenPolicy?: ExistingCaptionPolicy): Promise<Captionable | LeftImage> {
  const { extension, policy } = settings.captions(uri);
  const job = {
    name: nameOf(uri),
    image: uri.toString(),
    caption: uri.with({ path: captionPath(uri.path, extension) }).toString(),
    policy: givenPolicy ?? policy,
  };
  const existing =
    job.policy === 'skip' ? await captionFiles.read(job.caption).catch(() => undefined) : undefined;
  if (isCaption(existing)) return { ...job, why: 'captioned' };
  const image = fileImage(uri);
  const bytes =
    (await image.sizeBytes().catch(() => 0)) > maxFileBytes
      ? undefined
      : await image.read().catch(() => undefined);
  // What cannot be read now may be readable when its turn comes, and is reported then.
  if (bytes === undefined) return { job, storedPromptChoice: undefined };
  const format = formatOf(bytes);
  if (format === undefined || 'unreadable' in format) return { ...job, why: 'unsupported' };
  const choice = settings.embeddedPrompt(uri);
  const holdsPrompt = choice !== 'ignore' && (await storedPrompt(bytes)) !== undefined;
  return { job, storedPromptChoice: holdsPrompt ? choice : undefined };
}

/** Of pictures that would share a caption file only the first gets it. */
function withoutSharedNames(findings: readonly (Captionable | LeftImage)[]): CaptionPlan {
  const captionable: Captionable[] = [];
  const left: LeftImage[] = [];
  const taken = new Set<string>();
  for (const finding of findings) {
    if (!('job' in finding)) {
      left.push(finding);
      continue;
    }
    const caption = sharedCaptionKey(finding.job.caption);
    if (taken.has(caption)) left.push({ ...finding.job, why: 'sharedName' });
    else captionable.push(finding);
    taken.add(caption);
  }
  return { captionable, left };
}
