import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../picture.ts';

/** The frames of an animation, one above the other as sharp wants them. */
export function animated(frames: readonly Picture[]): Sharp {
  const [{ widthPx, heightPx } = { widthPx: 0, heightPx: 0 }] = frames;
  const raw = {
    width: widthPx,
    height: heightPx * frames.length,
    channels: 4,
    pageHeight: heightPx,
  } as const;
  return sharp(Buffer.concat(frames.map(({ rgba }) => rgba)), { raw });
}
