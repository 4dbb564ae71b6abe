import type { AvifOptions } from 'sharp';
import { overWhite, type Picture, storedFor } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, photoCard, seeThroughCard } from '../testCards.ts';
import type { CorpusFile } from './corpusFile.ts';
import { withMetadata } from './metadata.ts';

const encodings: readonly (readonly [what: string, card: () => Picture, AvifOptions])[] = [
  ['4:4:4', photoCard, { chromaSubsampling: '4:4:4' }],
  ['4:2:0', photoCard, { chromaSubsampling: '4:2:0' }],
  ['lossless', photoCard, { lossless: true }],
  ['of little quality', photoCard, { quality: 40 }],
  ['a drawing', flatCard, { quality: 80 }],
  ['see-through', seeThroughCard, { quality: 80 }],
  ['see-through, lossless', seeThroughCard, { lossless: true }],
  ['odd sides', () => photoCard(131, 77), { quality: 80 }],
  ['too large', () => photoCard(2304, 1024), { quality: 70 }],
];

export const avifs: readonly CorpusFile[] = [
  ...encodings.map(
    ([what, card, options]): CorpusFile => ({
      name: `AVIF, ${what}`,
      make: () =>
        sharpOf(card())
          .avif({ effort: 0, ...options })
          .toBuffer(),
      shows: () => overWhite(card()),
    }),
  ),
  {
    name: 'AVIF, Display P3',
    make: () => sharpOf(photoCard()).withIccProfile('p3').avif({ effort: 0, quality: 80 }).toBuffer(),
    shows: photoCard,
  },
  ...[1, 3, 6, 8].map(
    (orientation): CorpusFile => ({
      name: `AVIF, orientation ${orientation}, with author and place`,
      make: () =>
        withMetadata(sharpOf(storedFor(orientation, photoCard())), orientation)
          .avif({ effort: 0, quality: 80 })
          .toBuffer(),
      shows: photoCard,
    }),
  ),
];
