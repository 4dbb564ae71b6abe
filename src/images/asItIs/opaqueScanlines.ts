import { bytesPerPixel, hasAlphaChannel, type PngHeader } from './pngHeader.ts';
import { type PngPass, pngPasses } from './pngPasses.ts';

/** The filtered alpha of an opaque row: of its first pixel, and of each that follows. */
type OpaqueAlpha = readonly [first: number, following: number];

/**
 * A filter subtracts what it foretells from the pixels to the left, above, and left of above. Where everything so far
 * was opaque, those are known, 255 or, outside the picture, 0; so are the bytes that an opaque pixel leaves, and
 * nothing has to be restored. By filter: none, left, above, average, Paeth.
 */
const topRow: readonly OpaqueAlpha[] = [
  [255, 255],
  [255, 0],
  [255, 255],
  [255, 128],
  [255, 0],
];
const lowerRow: readonly OpaqueAlpha[] = [
  [255, 255],
  [255, 0],
  [0, 0],
  [128, 0],
  [0, 0],
];

/** Follows the inflated bytes of a PNG with eight bits a sample, piece by piece, while they are what they should be. */
export class OpaqueScanlines {
  readonly #passes: PngPass[];
  /** Alpha is the last byte of this many; 0 where there is none. */
  readonly #alphaEvery: number;
  #row = 0;
  #column = 0;
  #filter = 0;

  constructor(header: PngHeader) {
    this.#passes = pngPasses(header);
    this.#alphaEvery = hasAlphaChannel(header) ? bytesPerPixel(header) : 0;
  }

  /** Whether there was just as much as the header announces. */
  get isComplete(): boolean {
    return this.#passes.length === 0;
  }

  /** Takes the next bytes. False as soon as a pixel is see-through, a filter unknown, or the picture over. */
  accepts(piece: Uint8Array): boolean {
    let rest = piece;
    while (rest.length > 0) {
      const [pass] = this.#passes;
      if (pass === undefined) return false;
      const part = rest.subarray(0, pass.rowBytes - this.#column);
      if (!this.#acceptsPart(part)) return false;
      rest = rest.subarray(part.length);
      this.#advance(part.length, pass);
    }
    return true;
  }

  #acceptsPart(part: Uint8Array): boolean {
    if (this.#column === 0) this.#filter = part[0] ?? 0;
    const expected = (this.#row === 0 ? topRow : lowerRow)[this.#filter];
    if (expected === undefined) return false;
    return this.#alphaEvery === 0 || this.#isOpaque(part, expected);
  }

  /** The byte of the filter comes before the first pixel, so alpha is at the multiples of a pixel's bytes. */
  #isOpaque(part: Uint8Array, [first, following]: OpaqueAlpha): boolean {
    const every = this.#alphaEvery;
    const column = Math.max(Math.ceil(this.#column / every), 1) * every;
    let at = column - this.#column;
    if (column === every && at < part.length) {
      if (part[at] !== first) return false;
      at += every;
    }
    for (; at < part.length; at += every) {
      if (part[at] !== following) return false;
    }
    return true;
  }

  #advance(bytes: number, pass: PngPass): void {
    this.#column += bytes;
    if (this.#column < pass.rowBytes) return;
    this.#column = 0;
    this.#row += 1;
    if (this.#row < pass.rows) return;
    this.#row = 0;
    this.#passes.shift();
  }
}
