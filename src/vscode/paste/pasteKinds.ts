import { DocumentDropOrPasteEditKind } from 'vscode';

/** What a picture can be pasted as. */
export const pasteChoices = ['prompt', 'imageWithAltText'] as const;
export type PasteChoice = (typeof pasteChoices)[number];

/** By these names keybindings and `editor.pasteAs.preferences` ask for a choice. */
export function kindOf(choice: PasteChoice): DocumentDropOrPasteEditKind {
  return DocumentDropOrPasteEditKind.Empty.append('img2prompt', choice);
}
