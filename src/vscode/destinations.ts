import { env, l10n, window } from 'vscode';
import type { Outcome } from '../core/imagesToPrompts.ts';
import { PromptError } from '../core/promptError.ts';
import { type FileImage, nameOf } from './fileImage.ts';
import { insertAtPlace, obstacleAt } from './insertAtPlace.ts';
import type { InsertionPlace } from './insertionPlace.ts';
import { showInformation } from './messages.ts';
import { openNewDocument } from './newDocument.ts';
import type { DestinationChoice } from './settings.ts';

/** Where prompts go. */
export type Destination = Exclude<DestinationChoice, 'auto' | 'ask'>;

/** How long a note in the status bar stays, in milliseconds. */
const statusMessageMs = 4000;

/** The languages in which a prompt at the cursor is what a writer wants. */
const proseLanguages: ReadonlySet<string> = new Set([
  'markdown',
  'prompt',
  'instructions',
  'chatagent',
  'skill',
  'plaintext',
]);

/** Settles where prompts go before anything is sent. Throws a PromptError `cancelled` when the user does not say. */
export async function chosenDestination(
  choice: DestinationChoice,
  place: InsertionPlace | undefined,
): Promise<Destination> {
  if (choice === 'ask') return await askedDestination();
  if (choice !== 'auto') return choice;
  const isProse = place !== undefined && proseLanguages.has(place.document.languageId);
  return isProse && (await obstacleAt(place)) === undefined ? 'cursor' : 'newDocument';
}

async function askedDestination(): Promise<Destination> {
  const items: { label: string; destination: Destination }[] = [
    { label: l10n.t('Insert at Cursor'), destination: 'cursor' },
    { label: l10n.t('Open in New Document'), destination: 'newDocument' },
    { label: l10n.t('Copy to Clipboard'), destination: 'clipboard' },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Where should the prompt go?') });
  if (picked === undefined) throw new PromptError({ kind: 'cancelled' });
  return picked.destination;
}

/**
 * Puts the prompts of a run where they were wanted. They may have been paid for: where that fails, or the run was
 * stopped half-way, they are kept in a new document, and the user is told.
 */
export async function deliver(
  outcome: Outcome<FileImage>,
  destination: Destination,
  place: InsertionPlace | undefined,
): Promise<void> {
  if (outcome.prompts.length === 0) return;
  if (destination === 'newDocument') return await openNewDocument(outcome);
  const lines = outcome.prompts.map(({ text }) => text);
  const hindrance = outcome.cancelled
    ? l10n.t('Stopped: the prompts that had arrived are in a new document.')
    : await (destination === 'clipboard' ? copy(lines) : insert(lines, place));
  if (hindrance === undefined) return;
  await openNewDocument(outcome);
  showInformation(hindrance);
}

/** Returns what the user is told when it could not be done. */
async function copy(lines: readonly string[]): Promise<string | undefined> {
  try {
    await env.clipboard.writeText(lines.join('\n'));
  } catch {
    return l10n.t('The clipboard could not be written to: opened in a new document instead.');
  }
  window.setStatusBarMessage(l10n.t('$(check) Copied'), statusMessageMs);
  return undefined;
}

/** Returns what the user is told when it could not be done. */
async function insert(
  lines: readonly string[],
  place: InsertionPlace | undefined,
): Promise<string | undefined> {
  if (place === undefined) return l10n.t('No text editor is open: opened in a new document instead.');
  const obstacle = await insertAtPlace(lines, place);
  const name = nameOf(place.document.uri);
  switch (obstacle) {
    case 'closed':
      return l10n.t('{0} is not open any more: opened in a new document instead.', name);
    case 'unchangeable':
      return l10n.t('{0} cannot be changed: opened in a new document instead.', name);
    case undefined:
      return undefined;
  }
}
