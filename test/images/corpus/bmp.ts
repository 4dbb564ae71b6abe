import { type BmpEncoding, bmpWithJumps, encodeBmp } from '../encodeBmp.ts';
import { overWhite, type Picture } from '../picture.ts';
import { coarse, flatCard, grainyCard, inShades, photoCard, seeThroughCard } from '../testCards.ts';
import type { CorpusFile } from './corpusFile.ts';

const shaded = (shades: number) => () => inShades(shades, photoCard());
const oddWidth = () => photoCard(131, 77);
const fiveSixFive = [0xf800, 0x07e0, 0x001f, 0] as const;
const withAlpha = [0xff0000, 0xff00, 0xff, 0xff000000] as const;

const kinds: readonly (readonly [what: string, card: () => Picture, BmpEncoding])[] = [
  ['1 bit', shaded(2), { bitsPerPixel: 1 }],
  ['1 bit, sides that fill no byte', () => inShades(2, photoCard(131, 77)), { bitsPerPixel: 1 }],
  ['2 bits', shaded(4), { bitsPerPixel: 2 }],
  ['4 bits', shaded(16), { bitsPerPixel: 4 }],
  ['4 bits, top-down', shaded(16), { bitsPerPixel: 4, isTopDown: true }],
  ['8 bits', flatCard, { bitsPerPixel: 8 }],
  ['8 bits, top-down', flatCard, { bitsPerPixel: 8, isTopDown: true }],
  ['8 bits, runs', flatCard, { bitsPerPixel: 8, compression: 'rle8' }],
  ['8 bits, runs, odd sides', () => flatCard(131, 77), { bitsPerPixel: 8, compression: 'rle8' }],
  ['4 bits, runs', flatCard, { bitsPerPixel: 4, compression: 'rle4' }],
  ['4 bits, runs, odd sides', () => flatCard(131, 77), { bitsPerPixel: 4, compression: 'rle4' }],
  ['16 bits', photoCard, { bitsPerPixel: 16 }],
  ['16 bits, 5 6 5', photoCard, { bitsPerPixel: 16, masks: fiveSixFive }],
  [
    '16 bits, 5 6 5, masks in its header',
    photoCard,
    { bitsPerPixel: 16, masks: fiveSixFive, headerBytes: 56 },
  ],
  [
    '16 bits, 4 each with alpha',
    () => coarse(seeThroughCard()),
    { bitsPerPixel: 16, masks: [0xf00, 0xf0, 0xf, 0xf000], headerBytes: 108 },
  ],
  ['24 bits', photoCard, { bitsPerPixel: 24 }],
  ['24 bits, odd sides', oddWidth, { bitsPerPixel: 24 }],
  ['24 bits, top-down', photoCard, { bitsPerPixel: 24, isTopDown: true }],
  ['24 bits, header of OS/2', photoCard, { bitsPerPixel: 24, headerBytes: 12 }],
  ['8 bits, header of OS/2', flatCard, { bitsPerPixel: 8, headerBytes: 12 }],
  ['1 bit, header of OS/2', shaded(2), { bitsPerPixel: 1, headerBytes: 12 }],
  ['24 bits, header with a profile', photoCard, { bitsPerPixel: 24, headerBytes: 124 }],
  ['32 bits', photoCard, { bitsPerPixel: 32 }],
  ['32 bits, alpha zero throughout', photoCard, { bitsPerPixel: 32, alphaByte: 0 }],
  ['32 bits, red in the lowest', photoCard, { bitsPerPixel: 32, masks: [0xff, 0xff00, 0xff0000, 0] }],
  ['32 bits, 10 each', photoCard, { bitsPerPixel: 32, masks: [0x3ff00000, 0xffc00, 0x3ff, 0] }],
  ['32 bits, see-through', seeThroughCard, { bitsPerPixel: 32, masks: withAlpha, headerBytes: 108 }],
  [
    '32 bits, see-through, header with a profile',
    seeThroughCard,
    { bitsPerPixel: 32, masks: withAlpha, headerBytes: 124 },
  ],
];

export const bmps: readonly CorpusFile[] = [
  ...kinds.map(
    ([what, card, encoding]): CorpusFile => ({
      name: `BMP, ${what}`,
      make: () => encodeBmp(card(), encoding),
      shows: () => overWhite(card()),
    }),
  ),
  {
    name: 'BMP, 8 bits, runs and jumps',
    make: () => bmpWithJumps().file,
    shows: () => bmpWithJumps().shows,
    leavesAs: 'PNG',
  },
  {
    name: 'BMP, too large',
    make: () => encodeBmp(grainyCard(2200, 1100), { bitsPerPixel: 24 }),
    shows: () => grainyCard(2200, 1100),
    leavesAs: 'JPEG',
  },
];
