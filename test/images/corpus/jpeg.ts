import { encode as encodeByJpegJs } from 'jpeg-js';
import type { JpegOptions } from 'sharp';
import { exifOrientation } from '../exifOrientation.ts';
import { cmykJpeg, unmarkedCmykJpeg } from '../inks.ts';
import { makeIccProfile } from '../makeIccProfile.ts';
import { jpegSegment, withSegments } from '../makeJpeg.ts';
import { type Picture, recoloured, storedFor } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, grainyCard, grey, muted, photoCard } from '../testCards.ts';
import { adobeRgb, type ColourSpace, displayP3 } from '../wideGamut.ts';
import { type CorpusFile, planted } from './corpusFile.ts';
import { withMetadata } from './metadata.ts';

const encodings: readonly (readonly [what: string, JpegOptions])[] = [
  ['baseline', {}],
  ['4:4:4', { chromaSubsampling: '4:4:4' }],
  ['progressive', { progressive: true }],
  ['progressive, 4:4:4', { progressive: true, chromaSubsampling: '4:4:4' }],
  ['best quality', { quality: 100 }],
  ['of little quality', { quality: 80 }],
  ['tables not fitted to it', { optimiseCoding: false }],
  ['by another trellis', { mozjpeg: true }],
  ['other quantisation', { quantisationTable: 3, quality: 90 }],
];

const jpeg = (picture: Picture, options: JpegOptions = {}) =>
  sharpOf(picture)
    .jpeg({ quality: 90, ...options })
    .toBuffer();

const exif = (orientation: number, littleEndian = true) =>
  jpegSegment(0xe1, 'Exif\0\0', exifOrientation(orientation, { littleEndian, make: planted }));

function profileSegment(profile: Uint8Array): Buffer {
  return jpegSegment(0xe2, 'ICC_PROFILE\0', [1, 1], profile);
}

/** Stores red, green and blue where others have luminance and two differences, and says so. */
async function jpegOfRgb(picture: Picture): Promise<Buffer> {
  // What an encoder changes into these numbers.
  const changed = recoloured(picture, ([red, green, blue]) => [
    red + 1.402 * (blue - 128),
    red - 0.344136 * (green - 128) - 0.714136 * (blue - 128),
    red + 1.772 * (green - 128),
  ]);
  const file = await jpeg(changed, { quality: 95, chromaSubsampling: '4:4:4' });
  const adobe = jpegSegment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 0]);
  return withSegments(file, adobe);
}

export const jpegs: readonly CorpusFile[] = [
  ...encodings.flatMap(([what, options]): CorpusFile[] => [
    {
      name: `JPEG, ${what}`,
      make: () => jpeg(photoCard(), options),
      shows: photoCard,
      leavesAs: 'the same bytes',
    },
    {
      name: `JPEG, ${what}, sides that are no multiple of 8`,
      make: () => jpeg(photoCard(131, 77), options),
      shows: () => photoCard(131, 77),
      leavesAs: 'the same bytes',
    },
  ]),
  {
    name: 'JPEG, grey',
    make: () => sharpOf(grey(photoCard())).toColourspace('b-w').jpeg().toBuffer(),
    shows: () => grey(photoCard()),
    leavesAs: 'the same bytes',
  },
  {
    name: 'JPEG, grey, progressive',
    make: () => sharpOf(grey(photoCard())).toColourspace('b-w').jpeg({ progressive: true }).toBuffer(),
    shows: () => grey(photoCard()),
    leavesAs: 'the same bytes',
  },
  {
    name: 'JPEG, by jpeg-js',
    make: () => {
      const { widthPx, heightPx, rgba } = photoCard();
      return encodeByJpegJs({ width: widthPx, height: heightPx, data: rgba }, 90).data;
    },
    shows: photoCard,
    leavesAs: 'the same bytes',
  },
  {
    name: 'JPEG, with author, place and a thumbnail beside it',
    make: async () =>
      withSegments(
        await withMetadata(sharpOf(photoCard())).jpeg().toBuffer(),
        jpegSegment(0xed, 'Photoshop 3.0\0', planted),
        jpegSegment(0xfe, planted),
      ),
    shows: photoCard,
    leavesAs: 'the same pixels',
  },
  {
    name: 'JPEG, with a film behind its end',
    make: async () => Buffer.concat([await jpeg(photoCard()), Buffer.from(planted)]),
    shows: photoCard,
    leavesAs: 'the same pixels',
  },
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
    [true, false].map(
      (littleEndian): CorpusFile => ({
        name: `JPEG, orientation ${orientation}, ${littleEndian ? 'little' : 'big'}-endian`,
        make: async () =>
          withSegments(await jpeg(storedFor(orientation, photoCard())), exif(orientation, littleEndian)),
        shows: photoCard,
        leavesAs: orientation === 1 ? 'the same pixels' : 'JPEG',
      }),
    ),
  ),
  {
    name: 'JPEG, with a profile of sRGB',
    make: async () => withSegments(await jpeg(photoCard()), profileSegment(makeIccProfile())),
    shows: photoCard,
    leavesAs: 'the same bytes',
  },
  ...[displayP3, adobeRgb].map(
    ({ name, profile, from }: ColourSpace): CorpusFile => ({
      name: `JPEG, ${name}`,
      make: async () => withSegments(await jpeg(from(photoCard())), profileSegment(profile)),
      shows: photoCard,
    }),
  ),
  {
    name: 'JPEG, Display P3, on its side',
    make: async () =>
      withSegments(
        await jpeg(displayP3.from(storedFor(6, photoCard()))),
        exif(6),
        profileSegment(displayP3.profile),
      ),
    shows: photoCard,
  },
  {
    name: 'JPEG, Display P3 in two segments, the second first',
    make: async () => {
      const half = Math.floor(displayP3.profile.length / 2);
      return withSegments(
        await jpeg(displayP3.from(photoCard())),
        jpegSegment(0xe2, 'ICC_PROFILE\0', [2, 2], displayP3.profile.subarray(half)),
        jpegSegment(0xe2, 'ICC_PROFILE\0', [1, 2], displayP3.profile.subarray(0, half)),
      );
    },
    shows: photoCard,
  },
  ...[false, true].map(
    (progressive): CorpusFile => ({
      name: `JPEG, CMYK with a profile, inverted as Adobe does${progressive ? ', progressive' : ''}`,
      make: () => cmykJpeg(muted(photoCard()), { progressive }),
      shows: () => muted(photoCard()),
    }),
  ),
  {
    name: 'JPEG, CMYK with a profile, on its side, with author and place',
    make: async () => withSegments(await cmykJpeg(storedFor(6, muted(photoCard()))), exif(6)),
    shows: () => muted(photoCard()),
  },
  {
    name: 'JPEG, CMYK with a profile, not marked by Adobe',
    make: () => unmarkedCmykJpeg(muted(photoCard())),
    shows: () => muted(photoCard()),
  },
  {
    name: 'JPEG, RGB without the usual change of colours, marked by Adobe',
    make: () => jpegOfRgb(muted(photoCard())),
    shows: () => muted(photoCard()),
    leavesAs: 'JPEG',
  },
  {
    name: 'JPEG, a photograph too large',
    make: () => jpeg(grainyCard(2304, 1728)),
    shows: () => grainyCard(2304, 1728),
    leavesAs: 'JPEG',
  },
  {
    name: 'JPEG, a photograph too large, on its side',
    make: () =>
      withMetadata(sharpOf(storedFor(8, grainyCard(2304, 1152))), 8)
        .jpeg()
        .toBuffer(),
    shows: () => grainyCard(2304, 1152),
    leavesAs: 'JPEG',
  },
  {
    name: 'JPEG, a drawing too large',
    make: () => jpeg(flatCard(2560, 1280), { quality: 100, chromaSubsampling: '4:4:4' }),
    shows: () => flatCard(2560, 1280),
    leavesAs: 'PNG',
  },
];
