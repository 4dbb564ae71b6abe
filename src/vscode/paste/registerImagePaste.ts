import {
  type CancellationToken,
  type DataTransfer,
  Disposable,
  type DocumentDropEditProvider,
  type DocumentPasteEditContext,
  type DocumentPasteEditProvider,
  languages,
  type Position,
  type Range,
  type TextDocument,
} from 'vscode';
import { proseLanguages } from '../../text/documentLanguages.ts';
import type { ImagePaste, ImagePasteEdit } from './imagePaste.ts';
import { kindOf, pasteChoices } from './pasteKinds.ts';
import { holdsImages, imageMimeTypes } from './transferredImages.ts';

/** Offers prompts and alt texts where pictures are pasted and dropped; `load` is called with the first picture. */
export function registerImagePaste(load: () => Promise<ImagePaste>): Disposable {
  const kinds = pasteChoices.map(kindOf);
  const provider: DocumentPasteEditProvider<ImagePasteEdit> & DocumentDropEditProvider = {
    async provideDocumentPasteEdits(
      document: TextDocument,
      ranges: readonly Range[],
      transfer: DataTransfer,
      context: DocumentPasteEditContext,
      token: CancellationToken,
    ) {
      if (!(await holdsImages(transfer))) return [];
      return await (await load()).pasteEdits(document, ranges, transfer, context, token);
    },
    resolveDocumentPasteEdit: async (edit, token) => await (await load()).resolved(edit, token),
    async provideDocumentDropEdits(document: TextDocument, position: Position, transfer: DataTransfer) {
      if (!(await holdsImages(transfer))) return [];
      return await (await load()).dropEdits(document, position, transfer);
    },
  };
  return Disposable.from(
    languages.registerDocumentPasteEditProvider([...proseLanguages], provider, {
      providedPasteEditKinds: kinds,
      pasteMimeTypes: imageMimeTypes,
    }),
    languages.registerDocumentDropEditProvider([...proseLanguages], provider, {
      providedDropEditKinds: kinds,
      dropMimeTypes: imageMimeTypes,
    }),
  );
}
