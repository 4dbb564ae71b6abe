import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { maxSidePx } from '../../src/images/prepareImage.ts';
import { type Pixels, photograph, screenshot } from './pixels.ts';
import type { PictureFormat } from './way.ts';

export interface Picture {
  readonly title: string;
  readonly format: PictureFormat;
  readonly path: string;
  readonly bytes: number;
}

/** Pictures that have to be converted. */
export async function makePictures(folder: string): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const [title, format, image] of kinds) {
    const path = join(folder, `${pictures.length}.${format}`);
    await image().toFile(path);
    pictures.push({ title, format, path, bytes: statSync(path).size });
  }
  return pictures;
}

const kinds: readonly (readonly [title: string, format: PictureFormat, image: () => Sharp])[] = [
  [
    'JPEG, 24 megapixels, EXIF orientation 6',
    'jpeg',
    () => sharpOf(photograph(6000, 4000)).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }),
  ],
  ['PNG, 4K, a screenshot', 'png', () => sharpOf(screenshot(3840, 2160)).png()],
  ['PNG, 4K, a photograph', 'png', () => sharpOf(photograph(3840, 2160)).png({ adaptiveFiltering: true })],
  ['PNG, 8K, a screenshot', 'png', () => sharpOf(screenshot(7680, 4320)).png()],
  ['PNG, 8K, a photograph', 'png', () => sharpOf(photograph(7680, 4320)).png({ adaptiveFiltering: true })],
  ['WebP, 12 megapixels', 'webp', () => sharpOf(photograph(4000, 3000)).webp({ quality: 85 })],
  ['AVIF, 12 megapixels', 'avif', () => sharpOf(photograph(4000, 3000)).avif({ quality: 60, effort: 2 })],
];

/** The largest that go out as they are: a JPEG of 25 MB, most of it metadata, and a PNG with alpha that is opaque. */
export async function makePassedThrough(folder: string): Promise<string[]> {
  const jpeg = join(folder, 'passedThrough.jpeg');
  const pixels = await sharpOf(photograph(maxSidePx, maxSidePx)).jpeg({ quality: 100 }).toBuffer();
  const startOfImageBytes = 2;
  writeFileSync(
    jpeg,
    Buffer.concat([
      pixels.subarray(0, startOfImageBytes),
      ...metadata(25_000_000 - pixels.length),
      pixels.subarray(startOfImageBytes),
    ]),
  );
  const png = join(folder, 'passedThrough.png');
  await sharpOf(photograph(maxSidePx, maxSidePx)).ensureAlpha().png().toFile(png);
  return [jpeg, png];
}

/** As many of a JPEG's largest comments as make so many bytes. */
function metadata(bytes: number): Buffer[] {
  const comment = Buffer.alloc(2 + 0xffff, 'comment ');
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(0xffff, 2);
  return Array<Buffer>(Math.round(bytes / comment.length)).fill(comment);
}

function sharpOf({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
