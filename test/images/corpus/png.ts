import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { encodePng, type PngEncoding } from '../encodePng.ts';
import { exifOrientation } from '../exifOrientation.ts';
import { makeIccProfile, sampledCurve } from '../makeIccProfile.ts';
import { pngChunk, withChunksBefore } from '../makePng.ts';
import { overWhite, type Picture, storedFor } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { cutOutCard, flatCard, grey, inShades, photoCard, seeThroughCard } from '../testCards.ts';
import { adobeRgb, displayP3, proPhoto, withGamma } from '../wideGamut.ts';
import { type CorpusFile, planted } from './corpusFile.ts';

interface Kind extends PngEncoding {
  readonly card: () => Picture;
}

const shaded = (shades: number) => () => inShades(shades, photoCard());

const kinds: readonly Kind[] = [
  { colours: 'grey', bitDepth: 1, card: shaded(2) },
  { colours: 'grey', bitDepth: 2, card: shaded(4) },
  { colours: 'grey', bitDepth: 4, card: shaded(16) },
  { colours: 'grey', bitDepth: 8, card: () => grey(photoCard()) },
  { colours: 'grey', bitDepth: 16, card: () => grey(photoCard()) },
  { colours: 'rgb', bitDepth: 8, card: photoCard },
  { colours: 'rgb', bitDepth: 16, card: photoCard },
  { colours: 'palette', bitDepth: 1, card: shaded(2) },
  { colours: 'palette', bitDepth: 2, card: shaded(4) },
  { colours: 'palette', bitDepth: 4, card: flatCard },
  { colours: 'palette', bitDepth: 8, card: flatCard },
  { colours: 'greyAlpha', bitDepth: 8, card: () => grey(photoCard()) },
  { colours: 'greyAlpha', bitDepth: 16, card: () => grey(photoCard()) },
  { colours: 'rgba', bitDepth: 8, card: photoCard },
  { colours: 'rgba', bitDepth: 16, card: photoCard },
];

const everyKind = [false, true].flatMap((isInterlaced) =>
  kinds.map(
    ({ card, ...encoding }): CorpusFile => ({
      name: `PNG, ${encoding.colours}, ${encoding.bitDepth} bits${isInterlaced ? ', interlaced' : ''}`,
      make: () => encodePng(card(), { ...encoding, isInterlaced }),
      shows: card,
      ...(encoding.bitDepth <= 8 && { leavesAs: 'the same bytes' }),
    }),
  ),
);

const seeThrough: CorpusFile[] = (
  [
    { colours: 'rgba', bitDepth: 8, card: seeThroughCard },
    { colours: 'rgba', bitDepth: 16, card: seeThroughCard },
    { colours: 'greyAlpha', bitDepth: 8, card: () => grey(seeThroughCard()) },
    { colours: 'palette', bitDepth: 8, card: cutOutCard },
  ] satisfies Kind[]
).map(({ card, ...encoding }) => ({
  name: `PNG, see-through, ${encoding.colours}, ${encoding.bitDepth} bits`,
  make: () => encodePng(card(), encoding),
  shows: () => overWhite(card()),
}));

const exif = (orientation: number) => pngChunk('eXIf', exifOrientation(orientation, { make: planted }));
const compressedText = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(planted)]);

const card = (encoding: Partial<PngEncoding> = {}, picture = photoCard()) =>
  encodePng(picture, { colours: 'rgb', bitDepth: 8, ...encoding });

/** A profile as PNG holds it. */
const iccp = (profile: Uint8Array) =>
  pngChunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(profile)]));

/** The exponent of a picture whose values are amounts of light. */
const linear = 1;

export const pngs: readonly CorpusFile[] = [
  ...everyKind,
  ...seeThrough,
  {
    name: 'PNG, one colour of it see-through',
    make: () => {
      const see = pngChunk('tRNS', Buffer.from([0, 150, 0, 150, 0, 150]));
      return withChunksBefore('IDAT', card({}, flatCard()), see);
    },
    shows: () => {
      const { rgba, ...size } = flatCard();
      const isGround = (at: number) => [0, 1, 2].every((channel) => rgba[at - (at % 4) + channel] === 150);
      return { ...size, rgba: rgba.map((value, at) => (isGround(at) ? 255 : value)) };
    },
  },
  {
    name: 'PNG, with texts, a time and EXIF data',
    make: () =>
      withChunksBefore(
        'IDAT',
        card(),
        pngChunk('tEXt', `Author\0${planted}`),
        pngChunk('zTXt', compressedText),
        pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>${planted}</x:xmpmeta>`),
        pngChunk('tIME', Buffer.from([7, 230, 11, 24, 12, 0, 0])),
        exif(1),
      ),
    shows: photoCard,
    leavesAs: 'the same pixels',
  },
  {
    name: 'PNG, with text behind its end',
    make: () => Buffer.concat([card(), Buffer.from(planted)]),
    shows: photoCard,
    leavesAs: 'the same pixels',
  },
  ...([8, 16] as const).map(
    (bitDepth): CorpusFile => ({
      name: `PNG, grey with a profile of light, ${bitDepth} bits`,
      make: () => {
        const profile = makeIccProfile({ colourSpace: 'GRAY', curve: sampledCurve(linear * 256) });
        return card(
          { colours: 'grey', bitDepth, chunks: [iccp(profile)] },
          withGamma(linear, grey(photoCard())),
        );
      },
      shows: () => grey(photoCard()),
    }),
  ),
  {
    name: 'PNG, with a profile of sRGB',
    make: () => card({ chunks: [iccp(makeIccProfile())] }),
    shows: photoCard,
    leavesAs: 'the same bytes',
  },
  ...[displayP3, adobeRgb, proPhoto].flatMap(({ name, profile, from }) =>
    ([8, 16] as const).map(
      (bitDepth): CorpusFile => ({
        name: `PNG, ${name}, ${bitDepth} bits`,
        make: () => card({ bitDepth, chunks: [iccp(profile)] }, from(photoCard())),
        shows: photoCard,
      }),
    ),
  ),
  {
    name: 'PNG, Display P3, 16 bits, see-through',
    make: () =>
      card(
        { colours: 'rgba', bitDepth: 16, chunks: [iccp(displayP3.profile)] },
        displayP3.from(seeThroughCard()),
      ),
    shows: () => overWhite(seeThroughCard()),
  },
  ...[2, 3, 4, 5, 6, 7, 8].map(
    (orientation): CorpusFile => ({
      name: `PNG, orientation ${orientation} in its EXIF data`,
      make: () => withChunksBefore('IDAT', card({}, storedFor(orientation, photoCard())), exif(orientation)),
      shows: photoCard,
    }),
  ),
  { name: 'PNG, by pngjs', make: byPngjs, shows: photoCard, leavesAs: 'the same bytes' },
  {
    name: 'PNG, by sharp, with a palette made to fit',
    make: () => sharpOf(flatCard()).png({ palette: true, colours: 8 }).toBuffer(),
    shows: flatCard,
  },
  {
    name: 'PNG, by sharp, filtered row by row',
    make: () => sharpOf(photoCard()).png({ adaptiveFiltering: true, compressionLevel: 9 }).toBuffer(),
    shows: photoCard,
    leavesAs: 'the same bytes',
  },
  {
    name: 'PNG, of one pixel',
    make: () => card({}, photoCard(1, 1)),
    shows: () => photoCard(1, 1),
    leavesAs: 'the same bytes',
  },
  {
    name: 'PNG, a drawing too large',
    make: () => sharpOf(flatCard(3072, 1536)).png().toBuffer(),
    shows: () => flatCard(3072, 1536),
    leavesAs: 'PNG',
  },
  {
    name: 'PNG, a strip of one row, too long',
    make: () => sharpOf(photoCard(5000, 1)).png().toBuffer(),
    shows: () => photoCard(5000, 1),
  },
];

function byPngjs(): Buffer {
  const { widthPx, heightPx, rgba } = photoCard();
  const png = new PNG({ width: widthPx, height: heightPx });
  png.data = Buffer.from(rgba);
  return PNG.sync.write(png);
}
