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

export interface PictureKind {
  readonly title: string;
  readonly format: PictureFormat;
  readonly image: () => Sharp;
}

export async function makePicture(folder: string, { title, format, image }: PictureKind): Promise<Picture> {
  const path = join(folder, `${title}.${format}`);
  await image().toFile(path);
  return { title, format, path, bytes: statSync(path).size };
}

/** They have to be converted. */
export const pictureKinds = [
  {
    title: 'JPEG, 24 megapixels, EXIF orientation 6',
    format: 'jpeg',
    image: () => sharpOf(photograph(6000, 4000)).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }),
  },
  {
    title: 'PNG, 4K, a screenshot',
    format: 'png',
    image: () => sharpOf(screenshot(3840, 2160)).png(),
  },
  {
    title: 'PNG, 4K, a photograph',
    format: 'png',
    image: () => sharpOf(photograph(3840, 2160)).png({ adaptiveFiltering: true }),
  },
  {
    title: 'PNG, 8K, a screenshot',
    format: 'png',
    image: () => sharpOf(screenshot(7680, 4320)).png(),
  },
  {
    title: 'PNG, 8K, a photograph',
    format: 'png',
    image: () => sharpOf(photograph(7680, 4320)).png({ adaptiveFiltering: true }),
  },
  {
    title: 'WebP, 12 megapixels',
    format: 'webp',
    image: () => sharpOf(photograph(4000, 3000)).webp({ quality: 85 }),
  },
  {
    title: 'AVIF, 12 megapixels',
    format: 'avif',
    image: () => sharpOf(photograph(4000, 3000)).avif({ quality: 60, effort: 2 }),
  },
] as const satisfies PictureKind[];

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
