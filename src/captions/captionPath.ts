import { percentDecoded } from '../text/percentDecoded.ts';

/**
 * The path of the caption of a picture: only its last ending is another, as trainers look for it (`my.photo.v2.png` has
 * `my.photo.v2.txt`).
 *
 * @param extension with its dot
 */
export function captionPath(imagePath: string, extension: string): string {
  return imagePath.replace(/(?<=[^./][^/]*)\.[^./]*$/, '') + extension; // dots that a name begins with end nothing
}

/**
 * The same for the URIs of captions that are one file: some file systems tell neither case nor ways to compose letters.
 */
export function sharedCaptionKey(caption: string): string {
  return percentDecoded(caption).normalize('NFC').toLowerCase();
}

/** An ending as users write it, with or without its dot; undefined where it is none that a file name can have. */
export function captionExtension(written: string): string | undefined {
  const extension = written.trim().replace(/^\.?/, '.');
  return /^\.[^\\/:*?"<>|\s\p{Cc}]{0,31}[^\\/:*?"<>|\s\p{Cc}.]$/u.test(extension) ? extension : undefined;
}

/** Trainers keep masks beside their pictures, which have no captions. */
export function isMask(imagePath: string): boolean {
  return /-masklabel\.png$/i.test(imagePath);
}
