import { isJpeg } from '../containers/jpeg.ts';
import { isPng } from '../containers/png.ts';
import { jpegAsItIs } from './jpegAsItIs.ts';
import { pngAsItIs } from './pngAsItIs.ts';

export interface AsItIsOptions {
  /** Whether whatever says nothing about the pixels is left out. */
  readonly stripMetadata: boolean;
}

/**
 * A JPEG or PNG whose pixels may go out as they are: upright, opaque, sRGB, eight bits, one frame, whole. The very same
 * array when nothing is to be left out, a shorter one when something is: decoded, both are the same picture. Undefined
 * when it is another file, or one that has to be decoded and encoded again, if it can be decoded at all.
 *
 * How many bytes and pixels are allowed is for the caller to check, before. Never throws for what a file holds, and
 * holds the thread for a few milliseconds at a time.
 */
export async function asItIs(file: Uint8Array, options: AsItIsOptions): Promise<Uint8Array | undefined> {
  if (isJpeg(file)) return jpegAsItIs(file, options);
  if (isPng(file)) return pngAsItIs(file, options);
  return undefined;
}
