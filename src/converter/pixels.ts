import { Undecodable } from './undecodable.ts';

/** A decoded picture, row by row from its upper left corner, 8 bits a channel: RGBA, alpha not multiplied in. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Throws where a picture has no pixels, or more than are decoded. Asked before memory is taken for them. */
export function checkSize(widthPx: number, heightPx: number, maxMegapixels: number): void {
  if (!(widthPx > 0 && heightPx > 0)) throw new Undecodable({ is: 'damaged' });
  const megapixels = (widthPx * heightPx) / 1_000_000;
  if (megapixels > maxMegapixels) throw new Undecodable({ is: 'tooManyPixels', megapixels, maxMegapixels });
}
