import { deflateSync } from 'node:zlib';
import { encodeBmp } from '../encodeBmp.ts';
import { encodeTiff, tiffTags } from '../encodeTiff.ts';
import { fixture } from '../fixture.ts';
import { jpegSegment } from '../makeJpeg.ts';
import { pngChunk, pngEnd, pngHeaderChunk, pngOf } from '../makePng.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, photoCard } from '../testCards.ts';
import { damaged, type HostileFile, pictureOrDamaged, tooManyPixels } from './hostileFile.ts';

/** A header, and hardly a pixel behind it. */
const png = (widthPx: number, heightPx: number) =>
  pngOf(pngHeaderChunk({ widthPx, heightPx }), pngChunk('IDAT', deflateSync(Buffer.alloc(100))), pngEnd);

async function jpeg(widthPx: number, heightPx: number): Promise<Buffer> {
  const file = await sharpOf(photoCard()).jpeg().toBuffer();
  const frame = file.indexOf(Buffer.from('\xff\xc0\0\x11\x08', 'latin1'));
  file.writeUInt16BE(heightPx, frame + 5);
  file.writeUInt16BE(widthPx, frame + 7);
  return file;
}

function bmp(changes: (file: Buffer) => void): Buffer {
  const file = encodeBmp(flatCard(), { bitsPerPixel: 24 });
  changes(file);
  return file;
}

async function gif(widthPx: number, heightPx: number, hasSuchFrame = false): Promise<Buffer> {
  const file = await sharpOf(flatCard()).gif().toBuffer();
  const frameAt = file.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 128, 0, 96, 0]));
  if (hasSuchFrame) {
    file.writeUInt16LE(widthPx, frameAt + 5);
    file.writeUInt16LE(heightPx, frameAt + 7);
  }
  file.writeUInt16LE(widthPx, 6);
  file.writeUInt16LE(heightPx, 8);
  return file;
}

/** The canvas of a file that says it has one, in three bytes each, one less than it is. */
async function webp(widthPx: number, heightPx: number): Promise<Buffer> {
  const file = await sharpOf(photoCard()).withXmp('<x/>').webp().toBuffer();
  const at = file.indexOf('VP8X', 0, 'latin1');
  file.writeUIntLE(widthPx - 1, at + 12, 3);
  file.writeUIntLE(heightPx - 1, at + 15, 3);
  return file;
}

async function heif(name: string, widthPx: number, heightPx: number): Promise<Buffer> {
  const file = await fixture(name);
  const at = file.indexOf('ispe', 0, 'latin1');
  file.writeUInt32BE(widthPx, at + 8);
  file.writeUInt32BE(heightPx, at + 12);
  return file;
}

const tiff = (tags: Readonly<Record<number, readonly number[]>>) =>
  encodeTiff([
    {
      tags: {
        [tiffTags.width]: [16],
        [tiffTags.height]: [16],
        [tiffTags.bits]: [8, 8, 8],
        [tiffTags.photometric]: [2],
        [tiffTags.samples]: [3],
        [tiffTags.rowsPerStrip]: [16],
        ...tags,
      },
      pieces: [Buffer.alloc(16 * 16 * 3, 90)],
    },
  ]);

const refused = [...damaged, ...tooManyPixels];

export const lyingHeaders: readonly HostileFile[] = [
  { name: 'PNG, of 2147483647 by 2147483647', make: () => png(0x7fffffff, 0x7fffffff), ends: refused },
  { name: 'PNG, of 200.1 megapixels', make: () => png(20_010, 10_000), ends: tooManyPixels },
  { name: 'PNG, of 199.9 megapixels that are not there', make: () => png(19_990, 10_000), ends: damaged },
  { name: 'PNG, of no pixels', make: () => png(0, 0), ends: damaged },
  { name: 'PNG, of a width beyond the format', make: () => png(0xffffffff, 1), ends: damaged },
  {
    name: 'PNG, of a kind that there is not',
    make: () => pngOf(pngHeaderChunk({ colourType: 5, bitDepth: 3 }), pngEnd),
    ends: damaged,
  },
  { name: 'JPEG, of 65535 by 65535', make: () => jpeg(65_535, 65_535), ends: refused },
  { name: 'JPEG, of 65500 by 65500', make: () => jpeg(65_500, 65_500), ends: tooManyPixels },
  {
    name: 'JPEG, of 196 megapixels that are not there',
    make: () => jpeg(14_000, 14_000),
    ends: pictureOrDamaged,
  },
  { name: 'JPEG, of no pixels', make: () => jpeg(0, 0), ends: damaged },
  { name: 'JPEG, that does not tell its height', make: () => jpeg(128, 0), ends: damaged },
  {
    name: 'JPEG, of 65535 by 65535 and nothing else',
    make: () =>
      Buffer.concat([
        Buffer.from([0xff, 0xd8]),
        jpegSegment(0xc0, [8, 255, 255, 255, 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
      ]),
    ends: refused,
  },
  { name: 'GIF, of 65535 by 65535', make: () => gif(65_535, 65_535), ends: ['picture', 'tooManyPixels'] },
  {
    name: 'GIF, of 65535 by 65535, and so its frame',
    make: () => gif(65_535, 65_535, true),
    ends: tooManyPixels,
  },
  { name: 'GIF, of no pixels', make: () => gif(0, 0), ends: pictureOrDamaged },
  { name: 'GIF, of less than its frame', make: () => gif(1, 1), ends: pictureOrDamaged },
  { name: 'WebP, of 16384 by 16384', make: () => webp(16_384, 16_384), ends: refused },
  { name: 'WebP, of another size than its pixels', make: () => webp(4000, 3000), ends: damaged },
  {
    name: 'TIFF, of 4294967295 by 4294967295',
    make: () => tiff({ 256: [0xffffffff], 257: [0xffffffff] }),
    ends: refused,
  },
  {
    name: 'TIFF, of 200.1 megapixels',
    make: () => tiff({ 256: [20_010], 257: [10_000] }),
    ends: tooManyPixels,
  },
  {
    name: 'TIFF, of 196 megapixels that are not there',
    make: () => tiff({ 256: [14_000], 257: [14_000] }),
    ends: damaged,
  },
  {
    name: 'TIFF, of tiles of 4294967280 pixels',
    make: () => tiff({ 322: [0xfffffff0], 323: [0xfffffff0] }),
    ends: damaged,
  },
  { name: 'TIFF, of 65535 samples a pixel', make: () => tiff({ 277: [65_535] }), ends: pictureOrDamaged },
  { name: 'TIFF, of 64 bits a sample', make: () => tiff({ 258: [64, 64, 64] }), ends: pictureOrDamaged },
  { name: 'TIFF, of a compression that there is not', make: () => tiff({ 259: [31_337] }), ends: damaged },
  { name: 'BMP, of a negative width', make: () => bmp((file) => file.writeInt32LE(-128, 18)), ends: damaged },
  {
    name: 'BMP, of 2147483647 by 2147483647',
    make: () => bmp((file) => file.fill('ffffff7f', 18, 26, 'hex')),
    ends: tooManyPixels,
  },
  {
    name: 'BMP, of the lowest height that there is',
    make: () => bmp((file) => file.writeInt32LE(-0x80000000, 22)),
    ends: tooManyPixels,
  },
  {
    name: 'BMP, of 200.1 megapixels',
    make: () =>
      bmp((file) => {
        file.writeInt32LE(20_010, 18);
        file.writeInt32LE(10_000, 22);
      }),
    ends: tooManyPixels,
  },
  {
    name: 'BMP, of 196 megapixels that are not there',
    make: () =>
      bmp((file) => {
        file.writeInt32LE(14_000, 18);
        file.writeInt32LE(14_000, 22);
      }),
    ends: damaged,
  },
  {
    name: 'BMP, with pixels outside of the file',
    make: () => bmp((file) => file.writeUInt32LE(0xfffffff0, 10)),
    ends: damaged,
  },
  {
    name: 'BMP, with pixels in its own header',
    make: () => bmp((file) => file.writeUInt32LE(0, 10)),
    ends: pictureOrDamaged,
  },
  {
    name: 'BMP, with a header of 4 GB',
    make: () => bmp((file) => file.writeUInt32LE(0xffffffff, 14)),
    ends: damaged,
  },
  {
    name: 'BMP, with a header of no bytes',
    make: () => bmp((file) => file.writeUInt32LE(0, 14)),
    ends: pictureOrDamaged,
  },
  { name: 'BMP, of 3 bits a pixel', make: () => bmp((file) => file.writeUInt16LE(3, 28)), ends: damaged },
  {
    name: 'BMP, compressed in a way that there is not',
    make: () => bmp((file) => file.writeUInt32LE(99, 30)),
    ends: damaged,
  },
  {
    name: 'HEIC, of 4294967295 by 4294967295',
    make: () => heif('plain.heic', 0xffffffff, 0xffffffff),
    ends: refused,
  },
  { name: 'HEIC, of 200.1 megapixels', make: () => heif('plain.heic', 20_010, 10_000), ends: refused },
  {
    name: 'HEIC, of another size than its pixels',
    make: () => heif('plain.heic', 4000, 3000),
    ends: pictureOrDamaged,
  },
  {
    name: 'AVIF, of 4294967295 by 4294967295',
    make: () => heif('by-libheif.avif', 0xffffffff, 0xffffffff),
    ends: refused,
  },
  { name: 'AVIF, of 200.1 megapixels', make: () => heif('by-libheif.avif', 20_010, 10_000), ends: refused },
  {
    name: 'AVIF, of another size than its pixels',
    make: () => heif('by-libheif.avif', 4000, 3000),
    ends: pictureOrDamaged,
  },
];
