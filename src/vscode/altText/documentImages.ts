import type { TextDocument, Uri } from 'vscode';
import type { ImageSpan } from '../../text/images/imageSpan.ts';
import { linkedUri } from '../sources/linkedUri.ts';

/** An image of a document and where its picture is; undefined where only a program knows. */
export interface DocumentImage {
  readonly span: ImageSpan;
  readonly uri: Uri | undefined;
}

/** The images that a document shows now, in their order. */
export async function documentImages(document: TextDocument): Promise<readonly DocumentImage[]> {
  const { imagesIn } = await import('../../text/images/imagesIn.ts');
  return imagesIn(document.languageId, document.getText()).map((span) => ({
    span,
    uri: span.destination === undefined ? undefined : linkedUri(span.destination, document.uri),
  }));
}
