import { DocumentDropOrPasteEditKind, l10n, type TextDocument, workspace } from 'vscode';
import { settings } from '../settings.ts';
import { linkBase } from './copiedImage.ts';
import { kindOf, type PasteChoice, pasteChoices } from './pasteKinds.ts';

/** What a picture can become in a document. */
export function choicesIn(document: TextDocument): readonly PasteChoice[] {
  const canShowImages = document.languageId !== 'plaintext' && linkBase(document) !== undefined;
  return canShowImages ? pasteChoices : ['prompt'];
}

export function titleOf(choice: PasteChoice): string {
  return choice === 'prompt' ? l10n.t('Insert prompt') : l10n.t('Insert image with alt text');
}

/** What VS Code makes of pictures itself: links, paths and, where the clipboard has it, text. */
const kindsOfVSCode = [
  DocumentDropOrPasteEditKind.Empty.append('markdown', 'link'),
  DocumentDropOrPasteEditKind.Empty.append('uri'),
  DocumentDropOrPasteEditKind.Empty.append('html'),
  DocumentDropOrPasteEditKind.Text,
];

/**
 * The kinds of edits that come before a choice of ours. Spreadsheets and word processors copy a picture of a text
 * beside it: that stays text.
 */
export function kindsBefore(
  choice: PasteChoice,
  document: TextDocument,
  hasText: boolean,
): DocumentDropOrPasteEditKind[] {
  const byDefault = settings.pasteDefault(document);
  if (choice === byDefault) return hasText ? [DocumentDropOrPasteEditKind.Text] : [];
  return byDefault === 'vscode' ? kindsOfVSCode : [...kindsOfVSCode, kindOf(byDefault)];
}

/**
 * Whether the user prefers a choice by a setting, ours or that of VS Code. Any other that VS Code puts in without being
 * told so came first only because VS Code had none itself, and would cost money unasked.
 */
export function isPreferred(
  choice: PasteChoice,
  document: TextDocument,
  preferences: 'pasteAs.preferences' | 'dropIntoEditor.preferences',
): boolean {
  if (settings.pasteDefault(document) === choice) return true;
  const preferred = workspace.getConfiguration('editor', document).get<unknown>(preferences);
  const { value } = kindOf(choice);
  return Array.isArray(preferred) && preferred.some((kind) => value === kind || value.startsWith(`${kind}.`));
}
