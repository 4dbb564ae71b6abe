import { exifOrientation } from '../exifOrientation.ts';
import { fixture } from '../fixture.ts';
import {
  codedPictureOf,
  gridData,
  type HeifItem,
  makeHeif,
  reflectionProperty,
  sizeProperty,
  turnProperty,
} from '../makeHeif.ts';
import { overWhite, type Picture, storedFor } from '../picture.ts';
import { photoCard, seeThroughCard } from '../testCards.ts';
import { type CorpusFile, planted } from './corpusFile.ts';

const byLibheif: readonly (readonly [what: string, file: string, card?: () => Picture])[] = [
  ['4:2:0', 'plain.heic'],
  ['4:4:4', 'finer-colour.heic'],
  ['lossless', 'lossless.heic'],
  ['10 bits', 'ten-bits.heic'],
  ['12 bits', 'twelve-bits.heic'],
  ['Display P3', 'display-p3.heic'],
  ['see-through', 'see-through.heic', seeThroughCard],
  ['with a thumbnail', 'thumbnail.heic'],
];

/** How the coded card is to be turned, and the EXIF orientation that would undo it: the card is not what is seen. */
const turns: readonly (readonly [what: string, properties: readonly Buffer[], undoneBy: number])[] = [
  ['turned left', [turnProperty(1)], 6],
  ['turned over', [turnProperty(2)], 3],
  ['turned right', [turnProperty(3)], 8],
  ['reflected, rows', [reflectionProperty('rows')], 4],
  ['reflected, columns', [reflectionProperty('columns')], 2],
];

async function coded(name: string, widthPx: number, heightPx: number): Promise<HeifItem> {
  const { data, decoding } = codedPictureOf(await fixture(name));
  return { type: 'hvc1', data, properties: [decoding, sizeProperty(widthPx, heightPx)] };
}

async function turned(properties: readonly Buffer[]): Promise<Buffer> {
  const picture = await coded('plain.heic', 128, 96);
  // Cameras write the orientation a second time, for programs that do not know the properties.
  const exif = Buffer.concat([
    Buffer.from('\0\0\0\x06Exif\0\0', 'latin1'),
    exifOrientation(6, { make: planted }),
  ]);
  return makeHeif([
    { ...picture, properties: [...(picture.properties ?? []), ...properties] },
    { type: 'Exif', data: exif },
  ]);
}

/** Four pictures put together to one, as phones do with dozens; the last column and row are cut off. */
async function grid(widthPx: number, heightPx: number): Promise<Buffer> {
  const quarters = await Promise.all([1, 2, 3, 4].map((number) => coded(`quarter-${number}.heic`, 64, 64)));
  const whole: HeifItem = {
    type: 'grid',
    data: gridData(2, 2, widthPx, heightPx),
    properties: [sizeProperty(widthPx, heightPx)],
    parts: [2, 3, 4, 5],
  };
  return makeHeif([whole, ...quarters]);
}

export const heics: readonly CorpusFile[] = [
  ...byLibheif.map(
    ([what, file, card = photoCard]): CorpusFile => ({
      name: `HEIC, ${what}`,
      make: () => fixture(file),
      shows: () => overWhite(card()),
    }),
  ),
  ...turns.map(
    ([what, properties, undoneBy]): CorpusFile => ({
      name: `HEIC, ${what}, with EXIF data that say otherwise`,
      make: () => turned(properties),
      shows: () => storedFor(undoneBy, photoCard()),
    }),
  ),
  { name: 'HEIC, put together from four', make: () => grid(128, 128), shows: () => photoCard(128, 128) },
];
