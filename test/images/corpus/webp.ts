import type { WebpOptions } from 'sharp';
import { overWhite, type Picture, storedFor } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { cutOutCard, flatCard, grainyCard, negative, photoCard, seeThroughCard } from '../testCards.ts';
import { animated } from './animated.ts';
import type { CorpusFile } from './corpusFile.ts';
import { withMetadata } from './metadata.ts';

const encodings: readonly (readonly [
  what: string,
  card: () => Picture,
  WebpOptions,
  leavesAs?: 'JPEG' | 'PNG',
])[] = [
  ['lossy', photoCard, { quality: 90 }, 'JPEG'],
  ['lossy, of little quality', photoCard, { quality: 60 }],
  ['lossy, finer colour', photoCard, { quality: 90, smartSubsample: true }, 'JPEG'],
  ['lossless', photoCard, { lossless: true }, 'JPEG'],
  ['lossless, a drawing', flatCard, { lossless: true }, 'PNG'],
  ['nearly lossless', photoCard, { nearLossless: true, quality: 60 }],
  ['lossy, see-through', seeThroughCard, { quality: 90 }],
  ['lossy, see-through with few alphas', seeThroughCard, { quality: 90, alphaQuality: 50 }],
  ['lossless, see-through', seeThroughCard, { lossless: true }],
  ['lossless, cut out', cutOutCard, { lossless: true }, 'PNG'],
  ['of one pixel', () => photoCard(1, 1), { lossless: true }],
];

export const webps: readonly CorpusFile[] = [
  ...encodings.map(
    ([what, card, options, leavesAs]): CorpusFile => ({
      name: `WebP, ${what}`,
      make: () => sharpOf(card()).webp(options).toBuffer(),
      shows: () => overWhite(card()),
      ...(leavesAs && { leavesAs }),
    }),
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (orientation): CorpusFile => ({
      name: `WebP, orientation ${orientation}, with author and place`,
      make: () =>
        withMetadata(sharpOf(storedFor(orientation, photoCard())), orientation)
          .webp({ quality: 90 })
          .toBuffer(),
      shows: photoCard,
    }),
  ),
  {
    name: 'WebP, Display P3',
    make: () => sharpOf(photoCard()).withIccProfile('p3').webp({ quality: 95 }).toBuffer(),
    shows: photoCard,
  },
  {
    name: 'WebP, animated',
    make: () =>
      animated([photoCard(), negative(photoCard())])
        .webp({ quality: 90 })
        .toBuffer(),
    shows: photoCard,
  },
  {
    name: 'WebP, animated, lossless, see-through',
    make: () => animated([seeThroughCard(), flatCard()]).webp({ lossless: true }).toBuffer(),
    shows: () => overWhite(seeThroughCard()),
  },
  {
    name: 'WebP, too large',
    make: () => sharpOf(grainyCard(1536, 2304)).webp({ quality: 95, effort: 0 }).toBuffer(),
    shows: () => grainyCard(1536, 2304),
    leavesAs: 'JPEG',
  },
];
