import { packedSamples } from './packedSamples.ts';
import { type Colour, colourAt, coloursOf, type Picture, pictureOf, type Rgba } from './picture.ts';

export interface BmpEncoding {
  readonly bitsPerPixel: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  /** Bytes of its header: OS/2's first, Windows' first, that with masks, that with profiles. */
  readonly headerBytes?: 12 | 40 | 56 | 108 | 124;
  readonly isTopDown?: boolean;
  /** Which bits are red, green, blue and, in a header that knows it, alpha. */
  readonly masks?: readonly [red: number, green: number, blue: number, alpha: number];
  readonly compression?: 'rle8' | 'rle4';
  /** What an encoder writes into the byte that some programs take for alpha. */
  readonly alphaByte?: number;
}

const compressions = { none: 0, rle8: 1, rle4: 2, bitFields: 3 } as const;

/** Encodes a picture as a Windows or OS/2 bitmap; one with up to 256 colours where it is indexed. */
export function encodeBmp(picture: Picture, encoding: BmpEncoding): Buffer {
  const { bitsPerPixel, compression } = encoding;
  const palette = bitsPerPixel <= 8 ? coloursOf(picture) : [];
  const pixels = compression ? runLengths(picture, palette, compression) : rows(picture, palette, encoding);
  return bmpOf(picture, encoding, palette, pixels);
}

function bmpOf(picture: Picture, encoding: BmpEncoding, palette: readonly Rgba[], pixels: Buffer): Buffer {
  const { headerBytes = 40, masks } = encoding;
  const colours = palette.map(([red, green, blue]) =>
    Buffer.from([blue, green, red, 0].slice(0, headerBytes === 12 ? 3 : 4)),
  );
  const masksAfter = masks && headerBytes === 40 ? littleEndian(...masks.slice(0, 3)) : Buffer.alloc(0);
  const head = Buffer.concat([header(picture, encoding), masksAfter, ...colours]);
  const fileHeader = Buffer.alloc(14);
  fileHeader.write('BM', 'latin1');
  fileHeader.writeUInt32LE(14 + head.length + pixels.length, 2);
  fileHeader.writeUInt32LE(14 + head.length, 10);
  return Buffer.concat([fileHeader, head, pixels]);
}

function header(
  { widthPx, heightPx }: Picture,
  { bitsPerPixel, headerBytes = 40, isTopDown, masks, compression }: BmpEncoding,
): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt32LE(headerBytes);
  if (headerBytes === 12) {
    bytes.writeUInt16LE(widthPx, 4);
    bytes.writeUInt16LE(heightPx, 6);
    bytes.writeUInt16LE(1, 8);
    bytes.writeUInt16LE(bitsPerPixel, 10);
    return bytes;
  }
  bytes.writeInt32LE(widthPx, 4);
  bytes.writeInt32LE(isTopDown ? -heightPx : heightPx, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(bitsPerPixel, 14);
  bytes.writeUInt32LE(compressions[compression ?? (masks ? 'bitFields' : 'none')], 16);
  if (masks && headerBytes > 40) bytes.set(littleEndian(...masks), 40);
  return bytes;
}

function littleEndian(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
}

function indicesOf(picture: Picture, y: number, palette: readonly Colour[]): number[] {
  const names = palette.map((colour) => colour.join());
  return Array.from({ length: picture.widthPx }, (_, x) => names.indexOf(colourAt(picture, x, y).join()));
}

/** From the bottom to the top, as bitmaps are stored unless they say otherwise. */
function rowsInOrder({ heightPx }: Picture, isTopDown = false): number[] {
  return Array.from({ length: heightPx }, (_, row) => (isTopDown ? row : heightPx - 1 - row));
}

function rows(picture: Picture, palette: readonly Colour[], encoding: BmpEncoding): Buffer {
  return Buffer.concat(
    rowsInOrder(picture, encoding.isTopDown).map((y) => {
      const row =
        encoding.bitsPerPixel <= 8
          ? packedSamples(indicesOf(picture, y, palette), encoding.bitsPerPixel)
          : colourRow(picture, y, encoding);
      return Buffer.concat([row, Buffer.alloc(-row.length & 3)]);
    }),
  );
}

const usualMasks: Readonly<Record<number, readonly number[]>> = {
  16: [0x7c00, 0x03e0, 0x001f, 0],
  24: [0xff0000, 0xff00, 0xff, 0],
  32: [0xff0000, 0xff00, 0xff, 0xff000000],
};

function colourRow(picture: Picture, y: number, { bitsPerPixel, masks, alphaByte }: BmpEncoding): Buffer {
  const bytes = bitsPerPixel / 8;
  const row = Buffer.alloc(picture.widthPx * bytes);
  for (let x = 0; x < picture.widthPx; x++) {
    const [red, green, blue, alpha] = colourAt(picture, x, y);
    const channels = [red, green, blue, alphaByte ?? alpha];
    const value = (masks ?? usualMasks[bitsPerPixel] ?? []).reduce(
      (sum, mask, index) => sum + inMask(channels[index] ?? 0, mask),
      0,
    );
    row.writeUIntLE(value, x * bytes, bytes);
  }
  return row;
}

/** 0 to 255 as the number that the bits of a mask hold for it. */
function inMask(value: number, mask: number): number {
  if (mask === 0) return 0;
  const lowest = (mask & -mask) >>> 0;
  return Math.round((value * (mask / lowest)) / 255) * lowest;
}

const [endOfLine, endOfBitmap, delta] = [0, 1, 2];

/** Runs of a colour; in every third row the longer ones as pixels one by one. */
function runLengths(picture: Picture, palette: readonly Colour[], compression: 'rle8' | 'rle4'): Buffer {
  const isNibbles = compression === 'rle4';
  const bytes: number[] = [];
  for (const y of rowsInOrder(picture)) {
    const indices = indicesOf(picture, y, palette);
    for (let x = 0; x < indices.length; ) {
      const colour = indices[x] ?? 0;
      const run = indices.slice(x, x + 200);
      const length = run.findIndex((index) => index !== colour);
      const count = length === -1 ? run.length : length;
      if (y % 3 === 0 && count >= 3) {
        const data = isNibbles ? packedSamples(run.slice(0, count), 4) : Buffer.from(run.slice(0, count));
        bytes.push(0, count, ...data, ...(data.length % 2 === 1 ? [0] : []));
      } else {
        bytes.push(count, isNibbles ? colour * 17 : colour);
      }
      x += count;
    }
    bytes.push(0, endOfLine);
  }
  return Buffer.from([...bytes, 0, endOfBitmap]);
}

/** A bitmap that draws a square of 8 pixels in the middle of 64, and jumps to each of its rows; the rest is white. */
export function bmpWithJumps(): { file: Buffer; shows: Picture } {
  const ground: Rgba = [255, 255, 255];
  const square: Rgba = [190, 70, 60];
  const [side, from, to] = [64, 28, 36];
  const isSquare = (place: number) => place >= from && place < to;
  const shows = pictureOf(side, side, (x, y) => (isSquare(x) && isSquare(y) ? square : ground));
  const row = [to - from, 1, 0, endOfLine];
  const firstRow = [0, delta, from, from, ...row];
  const nextRows = Array.from({ length: to - from - 1 }, () => [0, delta, from, 0, ...row]);
  const pixels = Buffer.from([...firstRow, ...nextRows.flat(), 0, endOfBitmap]);
  return { file: bmpOf(shows, { bitsPerPixel: 8, compression: 'rle8' }, [ground, square], pixels), shows };
}

/** A bitmap of so many white pixels that none of them is in the file. */
export function bmpOfRuns(widthPx: number, heightPx: number): Buffer {
  const picture = { widthPx, heightPx, rgba: new Uint8Array() };
  const pixels = Buffer.from([0, endOfBitmap]);
  return bmpOf(picture, { bitsPerPixel: 8, compression: 'rle8' }, [[255, 255, 255]], pixels);
}
