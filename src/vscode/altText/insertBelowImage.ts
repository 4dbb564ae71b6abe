import { Uri, window, workspace } from 'vscode';
import { InsertionPlace } from '../destinations/insertionPlace.ts';
import { generatePrompts } from '../generatePrompts.ts';
import type { Services } from '../services.ts';
import { fileImage } from '../sources/fileImage.ts';

/** Where an image ends in a document, for what goes below it. */
export interface EndOfImage {
  readonly document: Uri;
  readonly offset: number;
}

/** What a quick fix passes to a command, where Explorer passes what is selected. */
export function isEndOfImage(value: unknown): value is EndOfImage {
  return typeof value === 'object' && value !== null && 'document' in value && value.document instanceof Uri;
}

/** Puts the prompt of an image into a paragraph of its own below the line in which the image ends. */
export async function insertBelowImage(image: Uri, end: EndOfImage, services: Services): Promise<void> {
  const document = await workspace.openTextDocument(end.document);
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = visible ?? (await window.showTextDocument(document));
  const endOfLine = document.offsetAt(document.lineAt(document.positionAt(end.offset)).range.end);
  const place = new InsertionPlace(editor, [{ start: endOfLine, end: endOfLine }], ['', '']);
  await generatePrompts([fileImage(image)], 'cursor', services, { givenPlace: place });
}
