import { deflateSync } from 'node:zlib';
import type { TiffOptions } from 'sharp';
import { encodeTiff, type TiffPage, tiffTags } from '../encodeTiff.ts';
import { cmykTiff } from '../inks.ts';
import { packedSamples } from '../packedSamples.ts';
import { colourAt, coloursOf, overWhite, type Picture, storedFor } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, grey, inShades, muted, negative, photoCard, seeThroughCard } from '../testCards.ts';
import { displayP3 } from '../wideGamut.ts';
import type { CorpusFile } from './corpusFile.ts';
import { withMetadata } from './metadata.ts';

const photometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3 } as const;

interface Kind {
  readonly what: string;
  readonly card: () => Picture;
  readonly page: (picture: Picture, bigEndian: boolean) => TiffPage;
}

/** Samples of each pixel in the order of reading. */
function samples(picture: Picture, of: (x: number, y: number) => readonly number[]): number[] {
  const { widthPx, heightPx } = picture;
  return Array.from({ length: widthPx * heightPx }, (_, at) =>
    of(at % widthPx, Math.floor(at / widthPx)),
  ).flat();
}

/** Numbers of 16 bits are stored in the file's own order. */
function stored(values: readonly number[], bits: number, bigEndian: boolean): Buffer {
  const bytes = packedSamples(values, bits);
  return bits === 16 && !bigEndian ? bytes.swap16() : bytes;
}

function basics({ widthPx, heightPx }: Picture, bits: readonly number[]): Record<number, readonly number[]> {
  return {
    [tiffTags.width]: [widthPx],
    [tiffTags.height]: [heightPx],
    [tiffTags.bits]: bits,
    [tiffTags.samples]: [bits.length],
    [tiffTags.rowsPerStrip]: [heightPx],
  };
}

const channels = (count: number, bits: number) => (picture: Picture, bigEndian: boolean) => {
  const scaled = (value: number) => Math.round((value * (2 ** bits - 1)) / 255);
  const pixel = (x: number, y: number) => colourAt(picture, x, y).slice(0, count).map(scaled);
  return {
    tags: {
      ...basics(
        picture,
        Array.from({ length: count }, () => bits),
      ),
      [tiffTags.photometric]: [count === 1 ? photometric.blackIsZero : photometric.rgb],
      ...(count === 4 && { [tiffTags.extraSamples]: [2] }),
    },
    pieces: [stored(samples(picture, pixel), bits, bigEndian)],
  };
};

const page = channels(3, 8);
const shaded = (shades: number) => () => inShades(shades, photoCard());
const greyCard = () => grey(photoCard());

const kinds: readonly Kind[] = [
  { what: 'RGB, 8 bits', card: photoCard, page },
  { what: 'RGB, 16 bits', card: photoCard, page: channels(3, 16) },
  { what: 'RGBA, 8 bits', card: seeThroughCard, page: channels(4, 8) },
  { what: 'RGBA, 16 bits', card: seeThroughCard, page: channels(4, 16) },
  { what: 'grey, 8 bits', card: greyCard, page: channels(1, 8) },
  { what: 'grey, 16 bits', card: greyCard, page: channels(1, 16) },
  { what: 'grey, 4 bits', card: shaded(16), page: channels(1, 4) },
  { what: 'black and white, 1 bit', card: shaded(2), page: channels(1, 1) },
  {
    what: 'black and white, 1 bit, white is zero',
    card: shaded(2),
    page: (picture) => ({
      tags: { ...basics(picture, [1]), [tiffTags.photometric]: [photometric.whiteIsZero] },
      pieces: [
        packedSamples(
          samples(picture, (x, y) => [colourAt(picture, x, y)[0] === 255 ? 0 : 1]),
          1,
        ),
      ],
    }),
  },
  {
    what: 'palette',
    card: flatCard,
    page: (picture) => {
      const palette = coloursOf(picture);
      const colours = Array.from({ length: 256 }, (_, index) => palette[index] ?? [0, 0, 0, 0]);
      const names = palette.map((colour) => colour.join());
      return {
        tags: {
          ...basics(picture, [8]),
          [tiffTags.photometric]: [photometric.palette],
          [tiffTags.palette]: [0, 1, 2].flatMap((channel) => colours.map((one) => (one[channel] ?? 0) * 257)),
        },
        pieces: [Buffer.from(samples(picture, (x, y) => [names.indexOf(colourAt(picture, x, y).join())]))],
      };
    },
  },
  {
    what: 'one plane a channel',
    card: photoCard,
    page: (picture) => ({
      tags: { ...page(picture, false).tags, [tiffTags.planes]: [2] },
      pieces: [0, 1, 2].map((channel) =>
        Buffer.from(samples(picture, (x, y) => [colourAt(picture, x, y)[channel] ?? 0])),
      ),
    }),
  },
  {
    what: 'deflated, rows as differences',
    card: photoCard,
    page: (picture) => {
      const differences = (x: number, y: number) => {
        const left = x > 0 ? colourAt(picture, x - 1, y) : [0, 0, 0];
        return [0, 1, 2].map(
          (channel) => ((colourAt(picture, x, y)[channel] ?? 0) - (left[channel] ?? 0)) & 255,
        );
      };
      return {
        tags: { ...page(picture, false).tags, [tiffTags.compression]: [8], [tiffTags.predictor]: [2] },
        pieces: [deflateSync(Buffer.from(samples(picture, differences)))],
      };
    },
  },
  {
    what: 'tiled, the last tiles partly outside',
    card: () => photoCard(136, 104),
    page: (picture) => {
      const side = 64;
      const places = [0, 1].flatMap((row) => [0, 1, 2].map((column) => [column * side, row * side] as const));
      const { [tiffTags.rowsPerStrip]: _, ...tags } = page(picture, false).tags as Record<number, number[]>;
      return {
        tags: { ...tags, [tiffTags.tileWidth]: [side], [tiffTags.tileHeight]: [side] },
        pieces: places.map(([left, top]) =>
          Buffer.from(
            samples({ ...picture, widthPx: side, heightPx: side }, (x, y) =>
              left + x < picture.widthPx && top + y < picture.heightPx
                ? colourAt(picture, left + x, top + y).slice(0, 3)
                : [0, 0, 0],
            ),
          ),
        ),
      };
    },
  },
  {
    what: 'many strips',
    card: photoCard,
    page: (picture) => {
      const { tags, pieces } = page(picture, false);
      const [pixels = Buffer.alloc(0)] = pieces;
      const stripBytes = picture.widthPx * 3 * 10;
      const count = Math.ceil(picture.heightPx / 10);
      return {
        tags: { ...tags, [tiffTags.rowsPerStrip]: [10] },
        pieces: Array.from({ length: count }, (_, index) =>
          pixels.subarray(index * stripBytes, (index + 1) * stripBytes),
        ),
      };
    },
  },
  {
    what: 'Display P3',
    card: photoCard,
    page: (picture) => {
      const { tags, pieces } = page(displayP3.from(picture), false);
      return { tags: { ...tags, [tiffTags.profile]: displayP3.profile }, pieces };
    },
  },
];

const inBothOrders = kinds.flatMap(({ what, card, page: pageOf }) =>
  [true, false].map(
    (bigEndian): CorpusFile => ({
      name: `TIFF, ${bigEndian ? 'big' : 'little'}-endian, ${what}`,
      make: () => encodeTiff([pageOf(card(), bigEndian)], { bigEndian }),
      shows: () => overWhite(card()),
    }),
  ),
);

const bySharp: readonly (readonly [what: string, card: () => Picture, TiffOptions])[] = [
  ['LZW', photoCard, { compression: 'lzw' }],
  ['LZW with differences', photoCard, { compression: 'lzw', predictor: 'horizontal' }],
  ['deflated', photoCard, { compression: 'deflate' }],
  ['JPEG within', photoCard, { compression: 'jpeg', quality: 90 }],
  ['packed', flatCard, { compression: 'packbits' }],
  [
    'JPEG in tiles',
    photoCard,
    { compression: 'jpeg', quality: 90, tile: true, tileWidth: 64, tileHeight: 64 },
  ],
  [
    'smaller versions beside it',
    () => photoCard(512, 384),
    { pyramid: true, tile: true, tileWidth: 128, tileHeight: 128 },
  ],
  ['offsets of 64 bits', photoCard, { bigtiff: true }],
];

export const tiffs: readonly CorpusFile[] = [
  ...inBothOrders,
  ...bySharp.map(
    ([what, card, options]): CorpusFile => ({
      name: `TIFF, by sharp, ${what}`,
      make: () => sharpOf(card()).tiff(options).toBuffer(),
      shows: card,
    }),
  ),
  {
    name: 'TIFF, by sharp, a fax',
    make: () =>
      sharpOf(inShades(2, photoCard()))
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
    shows: shaded(2),
  },
  ...[true, false].map(
    (bigEndian): CorpusFile => ({
      name: `TIFF, ${bigEndian ? 'big' : 'little'}-endian, CMYK with a profile`,
      make: () => cmykTiff(muted(photoCard()), { bigEndian }),
      shows: () => muted(photoCard()),
    }),
  ),
  {
    name: 'TIFF, Lab',
    make: () => sharpOf(photoCard()).toColourspace('lab').tiff().toBuffer(),
    shows: photoCard,
  },
  ...[true, false].map(
    (bigEndian): CorpusFile => ({
      name: `TIFF, ${bigEndian ? 'big' : 'little'}-endian, three pages`,
      make: () =>
        encodeTiff(
          [photoCard(), negative(photoCard()), flatCard(64, 64)].map((picture) => page(picture, bigEndian)),
          { bigEndian },
        ),
      shows: photoCard,
    }),
  ),
  ...[2, 3, 4, 5, 6, 7, 8].map(
    (orientation): CorpusFile => ({
      name: `TIFF, orientation ${orientation}`,
      make: () => {
        const { tags, pieces } = page(storedFor(orientation, photoCard()), false);
        return encodeTiff([{ tags: { ...tags, [tiffTags.orientation]: [orientation] }, pieces }]);
      },
      shows: photoCard,
    }),
  ),
  {
    name: 'TIFF, with author and place',
    make: () => withMetadata(sharpOf(photoCard())).tiff({ compression: 'lzw' }).toBuffer(),
    shows: photoCard,
  },
];
