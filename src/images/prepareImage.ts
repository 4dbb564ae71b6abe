import type { ImageSource, PreparedImage } from '../core/image.ts';
import { type ImageFlaw, PromptError } from '../core/promptError.ts';

/** The longer side. The service says "2048 x 2048" without saying whether it means a side or an area. */
export const maxSidePx = 2048;

/** The raw file. The service says "30 MB" without saying which megabyte, nor whether before base64 or after. */
export const maxBytes = 30_000_000;

/**
 * Reads a picture and checks that it may go out as it is, byte for byte. Throws a PromptError `imageUnreadable` that
 * says which limit it breaks.
 */
export async function prepareImage(source: ImageSource): Promise<PreparedImage> {
  refuseTooManyBytes(await source.sizeBytes());
  const bytes = await source.read();
  refuseTooManyBytes(bytes.length); // it may have grown since it was asked
  if (bytes.length === 0) throw unreadable({ is: 'empty' });

  const { probe } = await import('./probe.ts');
  const found = probe(bytes);
  if (found === undefined) throw unreadable({ is: 'notAnImage' });
  const { mimeType, widthPx, heightPx } = found;
  if (mimeType !== 'image/png' && mimeType !== 'image/jpeg') {
    throw unreadable({ is: 'format', format: found.format.toUpperCase() });
  }
  if (widthPx < 1 || heightPx < 1) throw unreadable({ is: 'notAnImage' });
  if (Math.max(widthPx, heightPx) > maxSidePx) {
    throw unreadable({ is: 'tooManyPixels', widthPx, heightPx, maxSidePx });
  }
  return { name: source.name, bytes, mimeType, widthPx, heightPx };
}

function refuseTooManyBytes(bytes: number): void {
  if (bytes > maxBytes) throw unreadable({ is: 'tooManyBytes', bytes, maxBytes });
}

function unreadable(flaw: ImageFlaw): PromptError {
  return new PromptError({ kind: 'imageUnreadable', flaw });
}
