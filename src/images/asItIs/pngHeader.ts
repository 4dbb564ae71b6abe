import type { PngChunk } from '../containers/png.ts';

/** What IHDR says. */
export interface PngHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bits of one sample. */
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

export const pngColourTypes = { grey: 0, colour: 2, palette: 3, greyAndAlpha: 4, colourAndAlpha: 6 } as const;

/** Samples of a pixel, and how many bits one may have. */
const layouts: ReadonlyMap<number, { samples: number; bitDepths: readonly number[] }> = new Map([
  [pngColourTypes.grey, { samples: 1, bitDepths: [1, 2, 4, 8, 16] }],
  [pngColourTypes.colour, { samples: 3, bitDepths: [8, 16] }],
  [pngColourTypes.palette, { samples: 1, bitDepths: [1, 2, 4, 8] }],
  [pngColourTypes.greyAndAlpha, { samples: 2, bitDepths: [8, 16] }],
  [pngColourTypes.colourAndAlpha, { samples: 4, bitDepths: [8, 16] }],
]);

/** Reads the first chunk of a PNG; undefined when it is not a header, or says what the format does not know. */
export function pngHeader(chunk: PngChunk | undefined): PngHeader | undefined {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) return undefined;
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset, chunk.data.byteLength);
  const [widthPx, heightPx] = [view.getUint32(0), view.getUint32(4)];
  const [bitDepth = 0, colourType = 0, compression, filtering, interlacing = 0] = chunk.data.subarray(8);
  if (widthPx === 0 || heightPx === 0) return undefined;
  if (layouts.get(colourType)?.bitDepths.includes(bitDepth) !== true) return undefined;
  if (compression !== 0 || filtering !== 0 || interlacing > 1) return undefined;
  return { widthPx, heightPx, bitDepth, colourType, interlaced: interlacing === 1 };
}

export function isGrey({ colourType }: PngHeader): boolean {
  return colourType === pngColourTypes.grey || colourType === pngColourTypes.greyAndAlpha;
}

export function hasAlphaChannel({ colourType }: PngHeader): boolean {
  return colourType === pngColourTypes.greyAndAlpha || colourType === pngColourTypes.colourAndAlpha;
}

/** Not rounded: eight pixels of one bit share a byte. */
export function bytesPerPixel({ bitDepth, colourType }: PngHeader): number {
  return ((layouts.get(colourType)?.samples ?? 0) * bitDepth) / 8;
}
