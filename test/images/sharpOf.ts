import sharp, { type Sharp } from 'sharp';
import type { Picture } from './picture.ts';

/** The picture in the hands of native sharp, the encoder of most of the corpus. */
export function sharpOf({ rgba, widthPx, heightPx }: Picture): Sharp {
  const raw = { width: widthPx, height: heightPx, channels: 4 } as const;
  const image = sharp(Buffer.from(rgba), { raw, limitInputPixels: false });
  const isOpaque = rgba.every((value, index) => index % 4 !== 3 || value === 255);
  return isOpaque ? image.removeAlpha() : image;
}
