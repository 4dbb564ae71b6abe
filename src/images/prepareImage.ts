import type { ImageFile, PreparedImage } from '../core/image.ts';
import { type ImageFlaw, PromptError } from '../core/promptError.ts';
import { asItIs } from './asItIs/asItIs.ts';
import type { ConversionRequest } from './conversion.ts';
import type { ImageConverter } from './imageConverter.ts';
import { formatOf } from './imageFormats.ts';
import { pixelSize } from './pixelSize.ts';

/**
 * The longer side. The service says "2048 x 2048" without saying whether it means a side or an area.
 * @internal but for tests and the bench, which ask others for the same.
 */
export const maxSidePx = 2048;

/** Files above this are not read. */
export const maxFileBytes = 200_000_000;

/** A drawing is a program, and may run for ever; a picture only takes long. */
const maxSeconds = { drawing: 4, picture: 30 } as const;

/** What the user and the service allow. */
export interface Preparation {
  /** The file that goes out. */
  readonly maxBytes: number;
  /** Millions of pixels above which a picture is not decoded. */
  readonly maxMegapixels: number;
  /** Whether metadata that may be personal is removed. */
  readonly stripMetadata: boolean;
}

/**
 * Makes a picture one that every service accepts: as it is where that will do, without its metadata where only that is
 * too much, and converted in another process otherwise. Throws a PromptError `imageUnreadable`, or `cancelled` when the
 * signal is aborted.
 */
export async function prepareImage(
  source: ImageFile,
  preparation: Preparation,
  converter: ImageConverter,
  signal: AbortSignal,
): Promise<PreparedImage> {
  const { name, path } = source;
  const { maxBytes, maxMegapixels } = preparation;
  const convert = async (file: ConversionRequest['file'], seconds: number): Promise<PreparedImage> => {
    const request = { file, maxSidePx, maxBytes, maxMegapixels, maxSeconds: seconds };
    const { image, lacksText } = await converter.convert(request, signal);
    return { name, ...image, lacksText };
  };

  const sizeBytes = await source.sizeBytes();
  refuseTooManyBytes(sizeBytes);
  // What cannot go out as it is need not come into this process, which belongs to every extension.
  if (sizeBytes > maxBytes && path !== undefined) return await convert({ path }, maxSeconds.picture);

  const file = await source.read();
  refuseTooManyBytes(file.length); // it may have grown since it was asked
  if (file.length === 0) throw unreadable({ is: 'empty' });
  const format = formatOf(file);
  if (format === undefined) throw unreadable({ is: 'notAnImage' });
  if ('unreadable' in format) throw unreadable({ is: 'format', format: format.unreadable });

  const size = pixelSize(file);
  if (size !== undefined && Math.max(size.widthPx, size.heightPx) <= maxSidePx) {
    const bytes = await asItIs(file, preparation);
    const mimeType = format.readable === 'png' ? 'image/png' : 'image/jpeg';
    if (bytes && bytes.length <= maxBytes) return { name, bytes, mimeType, ...size, lacksText: false };
  }
  return await convert(
    path === undefined ? { bytes: file } : { path },
    format.readable === 'svg' ? maxSeconds.drawing : maxSeconds.picture,
  );
}

function refuseTooManyBytes(bytes: number): void {
  if (bytes > maxFileBytes) throw unreadable({ is: 'tooManyBytes', bytes, maxBytes: maxFileBytes });
}

function unreadable(flaw: ImageFlaw): PromptError {
  return new PromptError({ kind: 'imageUnreadable', flaw });
}
