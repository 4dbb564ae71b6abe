import { deflateSync } from 'node:zlib';
import { pngChunk, pngEnd, pngHeaderChunk, pngOf } from './makePng.ts';
import { packedSamples } from './packedSamples.ts';
import { type Colour, colourAt, coloursOf, type Picture } from './picture.ts';

/** By the numbers that IHDR knows them by. */
const pngColourTypes = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const;

export interface PngEncoding {
  readonly colours: keyof typeof pngColourTypes;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly isInterlaced?: boolean;
  /** Between IHDR and PLTE. */
  readonly chunks?: readonly Uint8Array[];
}

/** Encodes a picture in any of the ways that PNG knows, which no encoder here offers all. */
export function encodePng(picture: Picture, { colours, bitDepth, isInterlaced, chunks = [] }: PngEncoding) {
  const { widthPx, heightPx } = picture;
  const palette = colours === 'palette' ? coloursOf(picture) : [];
  const samplesAt = (x: number, y: number): number[] => {
    const [red, green, blue, alpha] = colourAt(picture, x, y);
    const scaled = (value: number) => Math.round((value * (2 ** bitDepth - 1)) / 255);
    switch (colours) {
      case 'grey':
        return [scaled(red)];
      case 'greyAlpha':
        return [scaled(red), scaled(alpha)];
      case 'rgb':
        return [red, green, blue].map(scaled);
      case 'rgba':
        return [red, green, blue, alpha].map(scaled);
      case 'palette':
        return [palette.findIndex((colour) => colour.join() === [red, green, blue, alpha].join())];
    }
  };
  const passes = isInterlaced ? adam7 : [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
  const rows = passes.flatMap(({ x, y, stepX, stepY }) =>
    positions(y, heightPx, stepY).map((row) => {
      const samples = positions(x, widthPx, stepX).flatMap((column) => samplesAt(column, row));
      return Buffer.concat([Buffer.of(0), packedSamples(samples, bitDepth)]);
    }),
  );
  const colourType = pngColourTypes[colours];
  return pngOf(
    pngHeaderChunk({ widthPx, heightPx, bitDepth, colourType, interlacing: isInterlaced ? 1 : 0 }),
    ...chunks,
    ...(colours === 'palette' ? paletteChunks(palette) : []),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    pngEnd,
  );
}

function paletteChunks(palette: readonly Colour[]): Buffer[] {
  const alphas = palette.map(([, , , alpha]) => alpha);
  const colours = pngChunk('PLTE', Buffer.from(palette.flatMap(([...colour]) => colour.slice(0, 3))));
  return alphas.every((alpha) => alpha === 255)
    ? [colours]
    : [colours, pngChunk('tRNS', Buffer.from(alphas))];
}

/** The seven pictures that an interlaced one consists of. */
const adam7 = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

function positions(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}
