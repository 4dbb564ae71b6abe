import { commands, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { ExistingCaptionPolicy } from '../../captions/captionText.ts';
import { PromptError } from '../../core/promptError.ts';
import { currentHost } from '../engines/currentEngine.ts';
import { offerEngines } from '../engines/selectEngine.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { showInformation, unlinked } from '../messages/messages.ts';
import { listText, numberText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import { nameOf } from '../sources/fileImage.ts';
import { givenUris } from '../sources/pointedImages.ts';
import { isOnWeb } from '../sources/webImage.ts';
import { batchPlanOf, type CaptionPlan, planCaptions } from './captionPlan.ts';
import { imagesUnder } from './imagesUnder.ts';

/**
 * Captions the pictures among the files and in the folders that a command was called with, or that the user picks, once
 * the user has seen what that takes. While captions are written it offers to stop that.
 */
export async function captionPointed(clicked: unknown, selected: unknown, services: Services): Promise<void> {
  const { captionBatches } = services;
  if (captionBatches.isRunning) return await captionBatches.offerToStop();
  const plan = await lookedInto(await pointedFolders(clicked, selected));
  if (plan.captionable.length === 0) {
    const counts = countsOf(plan);
    showInformation(counts === '' ? l10n.t('No images found.') : l10n.t('Nothing to caption: {0}.', counts));
    return;
  }
  if (plan.captionable.some(({ storedPromptChoice }) => storedPromptChoice !== 'prefer')) {
    await offerEngines(services);
  }
  const usesStoredPrompts = await confirmed(plan);
  captionBatches.tell(
    await captionBatches.run(batchPlanOf(plan, usesStoredPrompts), l10n.t('Captioning images')),
  );
}

/** What is wanted of captions besides their prompts. */
export interface CaptionWishes {
  /** What becomes of captions that are there; what the settings say, as a rule. */
  readonly policy?: ExistingCaptionPolicy;
  /** Whether answers that are kept will not do. */
  readonly isRenewed?: boolean;
}

/**
 * Captions the pictures that the user pointed at, without a question but for a caption that is there. Throws the error of
 * the only one.
 */
export async function saveCaptions(
  uris: readonly Uri[],
  services: Services,
  wishes: CaptionWishes = {},
): Promise<void> {
  const { captionBatches } = services;
  if (captionBatches.isRunning) return await captionBatches.offerToStop();
  if (uris.some((uri) => uri.scheme === 'data' || isOnWeb(uri))) {
    throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'notAFile' } });
  }
  const plan = await planCaptions(uris, new AbortController().signal, () => {}, wishes.policy);
  const [first, ...others] = uris;
  const [left] = plan.left;
  if (first && others.length === 0 && left?.why === 'captioned') {
    return offerToReplace(first, left.caption, services, wishes);
  }
  if (plan.captionable.length === 0) {
    return showInformation(l10n.t('Nothing to caption: {0}.', countsOf(plan)));
  }
  const holdsPrompt = plan.captionable.some(({ storedPromptChoice }) => storedPromptChoice === 'ask');
  const usesStoredPrompts = holdsPrompt && (await confirmed(plan));
  const outcome = await captionBatches.run(
    batchPlanOf(plan, usesStoredPrompts, wishes.isRenewed),
    first && others.length === 0
      ? l10n.t('Captioning {0}', unlinked(nameOf(first)))
      : l10n.t('Captioning images'),
  );
  if (first && others.length === 0 && outcome.firstError !== undefined) throw outcome.firstError;
  captionBatches.tell(outcome);
}

async function lookedInto(uris: readonly Uri[]): Promise<CaptionPlan> {
  return await withDelayedProgress(l10n.t('Scanning images'), async (progress) => {
    const images = await imagesUnder(uris, progress.signal);
    return await planCaptions(images, progress.signal, (count) =>
      progress.report(l10n.t('{0} of {1}', numberText(count), numberText(images.length))),
    );
  });
}

/**
 * Shows what a plan takes, and lets the user choose what becomes of prompts that pictures hold. Returns whether those are
 * used. Throws a PromptError `cancelled` when the user does not want it.
 */
async function confirmed(plan: CaptionPlan): Promise<boolean> {
  const own = plan.captionable.filter(({ storedPromptChoice }) => storedPromptChoice === 'prefer').length;
  const undecided = plan.captionable.filter(({ storedPromptChoice }) => storedPromptChoice === 'ask').length;
  const calls = plan.captionable.length - own;
  const question = l10n.t('Caption these images? Total: {0}', numberText(plan.captionable.length));
  if (undecided === 0) {
    const caption = { title: l10n.t('Caption') };
    const chosen = await window.showInformationMessage(question, modal(plan, calls), caption);
    if (chosen === caption) return false;
  } else {
    const use = { title: l10n.t('Use Stored Prompts (Calls: {0})', numberText(calls - undecided)) };
    const describe = { title: l10n.t('Generate All Prompts (Calls: {0})', numberText(calls)) };
    const chosen = await window.showInformationMessage(question, modal(plan, calls), use, describe);
    if (chosen !== undefined) return chosen === use;
  }
  throw new PromptError({ kind: 'cancelled' });
}

function modal(plan: CaptionPlan, calls: number) {
  const cost =
    calls === 0
      ? l10n.t('Nothing is sent.')
      : l10n.t('Calls to {0}: at most {1}. Cached answers are reused.', currentHost(), numberText(calls));
  return { modal: true, detail: `${countsOf(plan)}\n${cost}` };
}

/** What there is, by what becomes of it; empty for no pictures. */
function countsOf({ captionable, left }: CaptionPlan): string {
  const leftBecause = (reason: string) => left.filter(({ why }) => why === reason).length;
  const holdPrompts = captionable.filter(({ storedPromptChoice }) => storedPromptChoice !== undefined).length;
  const counts: [count: number, words: (count: string) => string][] = [
    [captionable.length - holdPrompts, (count) => l10n.t('{0} new', count)],
    [holdPrompts, (count) => l10n.t('{0} with a stored prompt', count)],
    [leftBecause('captioned'), (count) => l10n.t('{0} already captioned (skipped)', count)],
    [leftBecause('unsupported'), (count) => l10n.t('{0} unsupported', count)],
    [
      leftBecause('sharedName'),
      (count) => l10n.t("{0} sharing another image's caption file (skipped)", count),
    ],
  ];
  return listText(counts.filter(([count]) => count > 0).map(([count, words]) => words(numberText(count))));
}

/** Nothing was sent: the user may want the caption that is there. */
function offerToReplace(image: Uri, caption: string, services: Services, wishes: CaptionWishes): void {
  const name = nameOf(image);
  const button = (title: string, policy: ExistingCaptionPolicy) => ({
    title,
    run: () => services.problems.guard(name, () => saveCaptions([image], services, { ...wishes, policy })),
  });
  showInformation(l10n.t('{0} already has a caption, so nothing was sent.', name), [
    button(l10n.t('Overwrite'), 'overwrite'),
    button(l10n.t('Append'), 'append'),
    { title: l10n.t('Open Caption'), run: () => commands.executeCommand('vscode.open', Uri.parse(caption)) },
  ]);
}

/** The folders and files that a command was called with; the folder that the user picks where there are none. */
async function pointedFolders(clicked: unknown, selected: unknown): Promise<Uri[]> {
  const given = givenUris(clicked, selected);
  if (given) return given;
  const folders = workspace.workspaceFolders ?? [];
  const browse: FolderItem = { label: l10n.t('Browse...') };
  const items = folders.map(({ name, uri }): FolderItem => ({ label: name, description: uri.path, uri }));
  const picked =
    items.length === 0
      ? browse
      : await window.showQuickPick([...items, browse], {
          placeHolder: l10n.t('Select a folder of images'),
        });
  const chosen =
    picked === browse
      ? await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, canSelectMany: true })
      : picked?.uri && [picked.uri];
  if (!chosen) throw new PromptError({ kind: 'cancelled' });
  return chosen;
}

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}
