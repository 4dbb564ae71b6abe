import { l10n } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { showInformation } from '../messages/messages.ts';
import { type FileImage, nameOf } from '../sources/fileImage.ts';
import { composedPrompts } from './composedPrompts.ts';
import { copyToClipboard } from './copyToClipboard.ts';
import type { Destination } from './destination.ts';
import { insertAtPlace, type PlaceObstacle } from './insertAtPlace.ts';
import type { InsertionPlace } from './insertionPlace.ts';
import { openNewDocument } from './newDocument.ts';

/**
 * Puts the prompts of a run where they were wanted. They may have been paid for: where that fails, or the run was
 * stopped half-way, they are kept in a new document, and the user is told.
 */
export async function deliver(
  outcome: Outcome<FileImage>,
  destination: Exclude<Destination, 'caption'>,
  place: InsertionPlace | undefined,
): Promise<void> {
  if (outcome.prompts.length === 0) return;
  if (destination === 'newDocument') return await openNewDocument(outcome);
  const languageId = destination === 'cursor' ? place?.document.languageId : undefined;
  const lines = composedPrompts(outcome.prompts, languageId).flatMap(({ text }) => text.split(/\r?\n/));
  const hindrance = outcome.cancelled
    ? l10n.t('Stopped. The prompts received so far are in a new document.')
    : await deliveries[destination](lines, place);
  // A retry of what failed takes the clipboard for itself: what came before must be somewhere else.
  const isCopiedInPart = destination === 'clipboard' && outcome.failures.length > 0;
  if (hindrance !== undefined || isCopiedInPart) await openNewDocument(outcome);
  if (hindrance !== undefined) showInformation(hindrance);
}

type Delivery = (lines: readonly string[], place: InsertionPlace | undefined) => Promise<string | undefined>;

/** Each returns what the user is told when it could not be done. */
const deliveries: Readonly<Record<Exclude<Destination, 'caption' | 'newDocument'>, Delivery>> = {
  clipboard: copy,
  cursor: insert,
};

async function copy(lines: readonly string[]): Promise<string | undefined> {
  try {
    await copyToClipboard(lines.join('\n'));
    return undefined;
  } catch {
    return l10n.t("Couldn't write to the clipboard. Opened a new document instead.");
  }
}

async function insert(
  lines: readonly string[],
  place: InsertionPlace | undefined,
): Promise<string | undefined> {
  if (place === undefined) return l10n.t('No text editor is open. Opened a new document instead.');
  const obstacle = await insertAtPlace(lines, place).catch((): PlaceObstacle => 'unchangeable');
  const name = nameOf(place.document.uri);
  switch (obstacle) {
    case 'closed':
      return l10n.t('{0} is no longer open. Opened a new document instead.', name);
    case 'unchangeable':
      return l10n.t("{0} can't be changed. Opened a new document instead.", name);
    case undefined:
      return undefined;
  }
}
