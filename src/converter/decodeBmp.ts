import { checkSize, type Pixels } from './pixels.ts';
import { Undecodable } from './undecodable.ts';

/**
 * Decodes a Windows or OS/2 bitmap: 1, 2, 4, 8, 16, 24 or 32 bits a pixel, bit fields, RLE4 and RLE8, either way up.
 * Pixels that runs leave out are white. Throws Undecodable, where rows are missing too.
 */
export function decodeBmp(file: Uint8Array, maxMegapixels: number): Pixels {
  const header = readHeader(file);
  const { widthPx, heightPx } = header;
  checkSize(widthPx, heightPx, maxMegapixels);
  const data = new Uint8Array(widthPx * heightPx * 4).fill(255);
  if (header.compression === compressions.rle8 || header.compression === compressions.rle4) {
    drawRunLengths(file, header, data);
  } else if (header.bitsPerPixel <= 8) {
    drawIndexed(file, header, data);
  } else {
    drawFields(file, header, data);
  }
  return { data, widthPx, heightPx };
}

const compressions = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const;

interface Header {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: number;
  readonly pixelsAt: number;
  /** Blue, green and red of each colour, one after the other with a gap of `paletteStep`. */
  readonly palette: Uint8Array;
  readonly paletteStep: number;
  readonly masks: Masks;
}

interface Masks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

function readHeader(file: Uint8Array): Header {
  if (file.length < 26) throw new Undecodable({ is: 'damaged' });
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerAt = 14;
  const headerBytes = view.getUint32(headerAt, true);
  const isOldest = headerBytes === 12; // OS/2 1: sizes of 16 bits, colours of 3 bytes
  if (!isOldest && file.length < headerAt + Math.max(headerBytes, 40))
    throw new Undecodable({ is: 'damaged' });

  const height = isOldest ? view.getInt16(20, true) : view.getInt32(22, true);
  const bitsPerPixel = view.getUint16(isOldest ? 24 : 28, true);
  const compression = isOldest ? compressions.none : view.getUint32(30, true);
  if (!isKnown(compression, bitsPerPixel, headerBytes)) throw new Undecodable({ is: 'damaged' });

  const hasMasks = compression === compressions.bitFields || compression === compressions.alphaBitFields;
  const masksAt = headerAt + 40; // within a longer header, after a short one: the same place
  if (hasMasks && file.length < masksAt + 16) throw new Undecodable({ is: 'damaged' });
  const hasAlphaMask = headerBytes >= 56 || compression === compressions.alphaBitFields;
  const mask = (index: number) => view.getUint32(masksAt + index * 4, true);
  const masks = hasMasks
    ? { red: mask(0), green: mask(1), blue: mask(2), alpha: hasAlphaMask ? mask(3) : 0 }
    : defaultMasks(bitsPerPixel);

  const masksAfterHeader = hasMasks && headerBytes === 40 ? (hasAlphaMask ? 16 : 12) : 0;
  const pixelsAt = view.getUint32(10, true);
  return {
    widthPx: isOldest ? view.getUint16(18, true) : view.getInt32(18, true),
    heightPx: Math.abs(height),
    isTopDown: height < 0,
    bitsPerPixel,
    compression,
    pixelsAt,
    palette: file.subarray(headerAt + headerBytes + masksAfterHeader, pixelsAt),
    paletteStep: isOldest ? 3 : 4,
    masks,
  };
}

function isKnown(compression: number, bitsPerPixel: number, headerBytes: number): boolean {
  switch (compression) {
    case compressions.none:
      return [1, 2, 4, 8, 16, 24, 32].includes(bitsPerPixel);
    case compressions.rle8:
      return bitsPerPixel === 8;
    case compressions.rle4:
      return bitsPerPixel === 4;
    case compressions.bitFields:
      // In the second header of OS/2 this number means a fax's compression.
      return (bitsPerPixel === 16 || bitsPerPixel === 32) && headerBytes !== 64;
    default:
      return compression === compressions.alphaBitFields && (bitsPerPixel === 16 || bitsPerPixel === 32);
  }
}

function defaultMasks(bitsPerPixel: number): Masks {
  return bitsPerPixel === 16
    ? { red: 0x7c00, green: 0x03e0, blue: 0x001f, alpha: 0 }
    : { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: bitsPerPixel === 32 ? 0xff000000 : 0 };
}

/** Where a row of the file begins in the picture, in bytes. */
function rowStart({ widthPx, heightPx, isTopDown }: Header, row: number): number {
  return (isTopDown ? row : heightPx - 1 - row) * widthPx * 4;
}

/** Where a row begins in the file; each ends at a multiple of 4 bytes. Throws where the file does not have it whole. */
function rowInFile(file: Uint8Array, { widthPx, bitsPerPixel, pixelsAt }: Header, row: number): number {
  const bits = widthPx * bitsPerPixel;
  const from = pixelsAt + row * Math.ceil(bits / 32) * 4;
  if (from + Math.ceil(bits / 8) > file.length) throw new Undecodable({ is: 'damaged' });
  return from;
}

function paint({ palette, paletteStep }: Header, colour: number, data: Uint8Array, at: number): void {
  const from = colour * paletteStep;
  data[at] = palette[from + 2] ?? 0;
  data[at + 1] = palette[from + 1] ?? 0;
  data[at + 2] = palette[from] ?? 0;
}

function drawIndexed(file: Uint8Array, header: Header, data: Uint8Array): void {
  const { widthPx, heightPx, bitsPerPixel } = header;
  const perByte = 8 / bitsPerPixel;
  for (let row = 0; row < heightPx; row++) {
    const from = rowInFile(file, header, row);
    const to = rowStart(header, row);
    for (let x = 0; x < widthPx; x++) {
      const byte = file[from + Math.floor(x / perByte)] ?? 0;
      const shift = 8 - bitsPerPixel * ((x % perByte) + 1);
      paint(header, (byte >> shift) & (2 ** bitsPerPixel - 1), data, to + x * 4);
    }
  }
}

function drawFields(file: Uint8Array, header: Header, data: Uint8Array): void {
  const { widthPx, heightPx, bitsPerPixel, masks } = header;
  const bytes = bitsPerPixel / 8;
  const channels = [masks.red, masks.green, masks.blue, masks.alpha].map(readerOf);
  const [red = opaque, green = opaque, blue = opaque, alpha = opaque] = channels;
  let hasAlpha = false;
  for (let row = 0; row < heightPx; row++) {
    const from = rowInFile(file, header, row);
    let to = rowStart(header, row);
    for (let at = from; at < from + widthPx * bytes; at += bytes, to += 4) {
      const low = (file[at] ?? 0) | ((file[at + 1] ?? 0) << 8);
      const high = bytes > 2 ? (file[at + 2] ?? 0) | (bytes > 3 ? (file[at + 3] ?? 0) << 8 : 0) : 0;
      const value = low | (high << 16);
      data[to] = red(value);
      data[to + 1] = green(value);
      data[to + 2] = blue(value);
      const seen = alpha(value);
      data[to + 3] = seen;
      hasAlpha ||= seen > 0;
    }
  }
  // Programs that know no alpha leave its byte zero: a picture that would be invisible throughout is opaque.
  if (!hasAlpha) for (let at = 3; at < data.length; at += 4) data[at] = 255;
}

const opaque = () => 255;

/** How the bits of a mask become 0 to 255. */
function readerOf(mask: number): (value: number) => number {
  if (mask === 0) return opaque;
  const shift = Math.log2((mask & -mask) >>> 0);
  const max = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / max);
}

function drawRunLengths(file: Uint8Array, header: Header, data: Uint8Array): void {
  const { widthPx, heightPx, bitsPerPixel } = header;
  const isNibbles = bitsPerPixel === 4;
  let at = header.pixelsAt;
  let x = 0;
  let row = 0;
  const put = (colour: number) => {
    if (x < widthPx && row < heightPx) paint(header, colour, data, rowStart(header, row) + x * 4);
    x++;
  };
  const nibble = (byte: number, index: number) => (index % 2 === 0 ? byte >> 4 : byte & 15);
  while (at + 1 < file.length && row < heightPx) {
    const count = file[at] ?? 0;
    const value = file[at + 1] ?? 0;
    at += 2;
    if (count > 0) {
      for (let index = 0; index < count; index++) put(isNibbles ? nibble(value, index) : value);
    } else if (value === 0) {
      x = 0;
      row++;
    } else if (value === 1) {
      return;
    } else if (value === 2) {
      x += file[at] ?? 0;
      row += file[at + 1] ?? 0;
      at += 2;
    } else {
      for (let index = 0; index < value; index++) {
        const byte = file[at + (isNibbles ? index >> 1 : index)] ?? 0;
        put(isNibbles ? nibble(byte, index) : byte);
      }
      const bytes = isNibbles ? (value + 1) >> 1 : value;
      at += bytes + (bytes % 2);
    }
  }
  if (row < heightPx) throw new Undecodable({ is: 'damaged' });
}
