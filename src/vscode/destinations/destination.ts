import { l10n, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { proseLanguages } from '../../text/documentLanguages.ts';
import type { DestinationChoice } from '../choices.ts';
import { obstacleAt } from './insertAtPlace.ts';
import type { InsertionPlace } from './insertionPlace.ts';

/** Where prompts go. */
export type Destination = Exclude<DestinationChoice, 'auto' | 'ask'>;

/** Settles where prompts go before anything is sent. Throws a PromptError `cancelled` when the user does not say. */
export async function chosenDestination(
  choice: DestinationChoice,
  place: InsertionPlace | undefined,
): Promise<Destination> {
  if (choice === 'ask') return await askedDestination();
  if (choice !== 'auto') return choice;
  const isProse = place !== undefined && proseLanguages.includes(place.document.languageId);
  return isProse && (await obstacleAt(place)) === undefined ? 'cursor' : 'newDocument';
}

async function askedDestination(): Promise<Destination> {
  const items: { label: string; destination: Destination }[] = [
    { label: l10n.t('Insert at Cursor'), destination: 'cursor' },
    { label: l10n.t('Open in New Document'), destination: 'newDocument' },
    { label: l10n.t('Copy to Clipboard'), destination: 'clipboard' },
    { label: l10n.t('Save Beside Image as Caption'), destination: 'caption' },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Where should the prompt go?') });
  if (picked === undefined) throw new PromptError({ kind: 'cancelled' });
  return picked.destination;
}
