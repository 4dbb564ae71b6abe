import type { TextDocument, Uri } from 'vscode';
import { type ImageSpan, spanHolding } from '../../text/images/imageSpan.ts';
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

/** The image that holds an offset, or ends there. */
export function imageHolding(images: readonly DocumentImage[], offset: number): DocumentImage | undefined {
  const holding = spanHolding(
    images.map(({ span }) => span),
    offset,
  );
  return images.find(({ span }) => span === holding);
}

/**
 * What finds an image again among those of a document that has changed: of the images of the same file it is the first,
 * or the second, and so on.
 */
export function finderOf(
  image: DocumentImage,
  images: readonly DocumentImage[],
): (now: readonly DocumentImage[]) => DocumentImage | undefined {
  const isOfFile = ({ uri }: DocumentImage) => uri !== undefined && uri.toString() === image.uri?.toString();
  const index = images.filter(isOfFile).indexOf(image);
  return (now) => now.filter(isOfFile)[index];
}
