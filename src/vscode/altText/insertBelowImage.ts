import { Uri, window, workspace } from 'vscode';
import { InsertionPlace } from '../destinations/insertionPlace.ts';
import { generatePrompts } from '../generatePrompts.ts';
import type { Services } from '../services.ts';
import { fileImage } from '../sources/fileImage.ts';
import { documentImages, finderOf, imageHolding } from './documentImages.ts';

/** Where an image is in a document, for what goes below it. */
export interface PlaceOfImage {
  readonly document: Uri;
  readonly offset: number;
}

/** What a quick fix passes to a command, where Explorer passes what is selected. */
export function isPlaceOfImage(value: unknown): value is PlaceOfImage {
  return typeof value === 'object' && value !== null && 'document' in value && value.document instanceof Uri;
}

/** Puts the prompt of an image into a paragraph of its own below the line in which the image ends. */
export async function insertBelowImage(
  uri: Uri,
  { document: documentUri, offset }: PlaceOfImage,
  services: Services,
): Promise<void> {
  const openDocument = async () => await workspace.openTextDocument(documentUri);
  const images = await documentImages(await openDocument());
  const image = imageHolding(images, offset);
  const find = image && finderOf(image, images);
  // Found anew at each try: nothing follows the document in between.
  const findPlace = async () => {
    const document = await openDocument();
    const found = find?.(await documentImages(document));
    if (found === undefined) return undefined;
    const visible = window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = visible ?? (await window.showTextDocument(document));
    const end = document.offsetAt(document.lineAt(document.positionAt(found.span.end)).range.end);
    return new InsertionPlace(editor, [{ start: end, end }], { isParagraph: true });
  };
  await generatePrompts([fileImage(uri)], 'cursor', services, { findPlace });
}
