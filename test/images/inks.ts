import sharp from 'sharp';
import { encodeTiff, tiffTags } from './encodeTiff.ts';
import { makeIccProfile, srgbPrimaries } from './makeIccProfile.ts';
import type { Picture } from './picture.ts';
import { srgbLight } from './wideGamut.ts';

/**
 * Inks as simple as none are: each takes half of the light of its colour away, black half of all, and they add up. So
 * every way of reading between the points of the profile's table comes to the same, and a test can reckon it.
 */
const profile = makeIccProfile({
  colourSpace: 'CMYK',
  tags: {
    A2B0: lookUpTable(([cyan, magenta, yellow, black]) =>
      [cyan, magenta, yellow].map((ink) => 1 - (ink + black) / 2),
    ),
  },
});

type Inks = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** From inks to XYZ by the two ends of each ink (ICC.1, 10.10, lut16Type). */
function lookUpTable(lightOf: (inks: Inks) => readonly number[]): Buffer {
  const ends = [0, 0xffff];
  const points = Array.from(
    { length: 16 },
    (_, index): Inks => [index >> 3, (index >> 2) & 1, (index >> 1) & 1, index & 1],
  );
  const colours = points.flatMap((inks) => {
    const light = lightOf(inks);
    return [0, 1, 2].map((axis) =>
      Math.round(
        0x8000 *
          srgbPrimaries.reduce((sum, primary, index) => sum + (primary[axis] ?? 0) * (light[index] ?? 0), 0),
      ),
    );
  });
  const head = Buffer.alloc(48);
  head.write('mft2', 'latin1');
  head.set([4, 3, ends.length], 8);
  for (const diagonal of [12, 28, 44]) head.writeUInt32BE(0x10000, diagonal);
  const numbers = [
    ends.length,
    ends.length,
    ...[0, 1, 2, 3].flatMap(() => ends),
    ...colours,
    ...[0, 1, 2].flatMap(() => ends),
  ];
  const body = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, index) => {
    body.writeUInt16BE(number, index * 2);
  });
  return Buffer.concat([head, body]);
}

/** 0 to 255 of each ink; as much black as the other inks alone would not do. */
function inksFor(picture: Picture): Buffer {
  const inks = Buffer.alloc(picture.rgba.length);
  for (let at = 0; at < inks.length; at += 4) {
    const missing = [0, 1, 2].map((channel) => 2 - 2 * srgbLight((picture.rgba[at + channel] ?? 0) / 255));
    const black = Math.max(0, Math.max(...missing) - 1);
    inks.set(
      [...missing.map((light) => light - black), black].map((ink) => Math.round(ink * 255)),
      at,
    );
  }
  return inks;
}

/** The picture in these inks, which has to be a muted one. */
export function cmykTiff(picture: Picture, { bigEndian = false } = {}): Buffer {
  const cmyk = 5;
  return encodeTiff(
    [
      {
        tags: {
          [tiffTags.width]: [picture.widthPx],
          [tiffTags.height]: [picture.heightPx],
          [tiffTags.bits]: [8, 8, 8, 8],
          [tiffTags.photometric]: [cmyk],
          [tiffTags.samples]: [4],
          [tiffTags.rowsPerStrip]: [picture.heightPx],
          [tiffTags.profile]: profile,
        },
        pieces: [inksFor(picture)],
      },
    ],
    { bigEndian },
  );
}

/** As Adobe's programs write it: every number inverted, and a segment that gives away who did that. */
export function cmykJpeg(picture: Picture, { progressive = false } = {}): Promise<Buffer> {
  return sharp(cmykTiff(picture))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .keepIccProfile()
    .jpeg({ quality: 97, progressive })
    .toBuffer();
}

/** The same without that segment. Programs take its numbers for inverted ones all the same. */
export async function unmarkedCmykJpeg(picture: Picture): Promise<Buffer> {
  const file = await cmykJpeg(picture);
  const at = file.indexOf(Buffer.from('\xff\xee\0\x0eAdobe', 'latin1'));
  const end = at + 2 + file.readUInt16BE(at + 2);
  return Buffer.concat([file.subarray(0, at), file.subarray(end)]);
}
