import { encodeBmp } from '../encodeBmp.ts';
import { encodePng } from '../encodePng.ts';
import { encodeTiff, tiffTags } from '../encodeTiff.ts';
import { fixture } from '../fixture.ts';
import { codedPictureOf, gridData, makeHeif, sizeProperty } from '../makeHeif.ts';
import { pngChunk, pngEnd, pngHeaderChunk, pngOf, withChunksBefore } from '../makePng.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, photoCard } from '../testCards.ts';
import type { Ending } from './extensionHost.ts';
import { damaged, type HostileFile, pictureOrDamaged } from './hostileFile.ts';

const card = () => encodePng(photoCard(), { colours: 'rgb', bitDepth: 8 });
const notAnImage: readonly Ending[] = ['notAnImage'];
const format: readonly Ending[] = ['format'];

/** The whole file with everything behind its head replaced by the same few bytes. */
async function scrambled(file: Promise<Buffer> | Buffer, headBytes: number): Promise<Buffer> {
  const whole = Buffer.from(await file);
  return whole.fill('a55a3cc3', headBytes, whole.length - 2, 'hex');
}

function tiff(): Buffer {
  return encodeTiff([
    {
      tags: {
        [tiffTags.width]: [16],
        [tiffTags.height]: [16],
        [tiffTags.bits]: [8],
        [tiffTags.photometric]: [1],
        [tiffTags.samples]: [1],
        [tiffTags.rowsPerStrip]: [16],
      },
      pieces: [Buffer.alloc(256, 90)],
    },
  ]);
}

/** The directory of a file whose next one is where `next` says, seen from where it begins. */
function tiffThatGoesOn(next: (directory: number, end: number) => number): Buffer {
  const file = tiff();
  const directory = file.readUInt32LE(4);
  const linkAt = directory + 2 + file.readUInt16LE(directory) * 12;
  file.writeUInt32LE(next(directory, file.length), linkAt);
  return file;
}

function tiffWithEntry(tag: number, change: (file: Buffer, entry: number) => void): Buffer {
  const file = tiff();
  for (let entry = file.readUInt32LE(4) + 2; entry < file.length; entry += 12) {
    if (file.readUInt16LE(entry) === tag) {
      change(file, entry);
      break;
    }
  }
  return file;
}

async function heicOf(change: (file: Buffer) => void): Promise<Buffer> {
  const file = Buffer.from(await fixture('plain.heic'));
  change(file);
  return file;
}

const gridOf = (parts: readonly number[]) =>
  makeHeif([{ type: 'grid', data: gridData(2, 2, 128, 128), properties: [sizeProperty(128, 128)], parts }]);

export const broken: readonly HostileFile[] = [
  { name: 'Nothing', make: () => Buffer.alloc(0), ends: ['empty'] },
  { name: 'One byte', make: () => Buffer.from([0xff]), ends: notAnImage },
  { name: 'A megabyte of zeros', make: () => Buffer.alloc(1_000_000), ends: notAnImage },
  {
    name: 'Text, named .png',
    make: () => Buffer.from('I am no picture.'),
    ends: notAnImage,
    fileName: 'a.png',
  },
  {
    name: 'A page, named .jpg',
    make: () => Buffer.from('<!DOCTYPE html><p>404</p>'),
    ends: notAnImage,
    fileName: 'a.jpg',
  },
  { name: 'A page with a drawing in it', make: () => Buffer.from('<html><svg/></html>'), ends: notAnImage },
  { name: 'A Photoshop file', make: () => Buffer.from('8BPS\0\x01'), ends: format },
  { name: 'An icon', make: () => Buffer.from('\0\0\x01\0\x01\0'), ends: format, fileName: 'a.ico' },
  { name: 'JPEG XL', make: () => Buffer.from('ff0a000000', 'hex'), ends: format },
  { name: 'JPEG 2000', make: () => Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1'), ends: format },
  { name: 'A PDF, named .png', make: () => Buffer.from('%PDF-1.7'), ends: format, fileName: 'a.png' },

  { name: 'PNG, its name over two lines', make: card, ends: ['picture'], fileName: 'two\nlines.png' },
  { name: 'PNG, its name from right to left', make: card, ends: ['picture'], fileName: 'a\u202egnp.exe' },
  { name: 'PNG, its name a link', make: card, ends: ['picture'], fileName: '](command:a) ![b](c.png' },
  { name: 'PNG, its name a command', make: card, ends: ['picture'], fileName: '$(touch a) `b` %PATH%.png' },
  { name: 'PNG, named .jpg', make: card, ends: ['picture'], fileName: 'a.jpg' },
  {
    name: 'WebP, named .png',
    make: () => sharpOf(photoCard()).webp().toBuffer(),
    ends: ['picture'],
    fileName: 'a.png',
  },

  {
    name: 'PNG, that is a ZIP too',
    make: () => Buffer.concat([card(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
    ends: ['picture'],
  },
  {
    name: 'GIF, that is a script too',
    make: () => Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(50), Buffer.from('*/=1;alert(1)')]),
    ends: damaged,
  },
  {
    name: 'JPEG, that is a page too',
    make: async () => Buffer.concat([await sharpOf(photoCard()).jpeg().toBuffer(), Buffer.from('<script>')]),
    ends: ['picture'],
  },

  {
    name: 'PNG, wrong checksum of its header',
    make: () => Buffer.from(card()).fill(0, 29, 33),
    ends: pictureOrDamaged,
  },
  {
    name: 'PNG, wrong checksum of its pixels',
    make: () => {
      const file = card();
      return file.fill(0, file.length - 16, file.length - 12);
    },
    ends: pictureOrDamaged,
  },
  { name: 'PNG, scrambled pixels', make: () => scrambled(card(), 60), ends: damaged },
  { name: 'PNG, no pixels', make: () => pngOf(pngHeaderChunk(), pngEnd), ends: damaged },
  {
    name: 'PNG, two headers',
    make: () => withChunksBefore('IDAT', card(), pngHeaderChunk({ widthPx: 9999 })),
    ends: pictureOrDamaged,
  },
  {
    name: 'PNG, a chunk of 4 GB',
    make: () => withChunksBefore('IDAT', card(), Buffer.from('ffffffff74455874', 'hex')),
    ends: damaged,
  },
  {
    name: 'PNG, a palette it does not have',
    make: () => pngOf(pngHeaderChunk({ colourType: 3 }), pngChunk('IDAT'), pngEnd),
    ends: damaged,
  },
  {
    name: 'JPEG, scrambled pixels',
    make: () => scrambled(sharpOf(photoCard()).jpeg().toBuffer(), 700),
    ends: pictureOrDamaged,
  },
  {
    name: 'JPEG, no tables',
    make: () => Buffer.from('ffd8ffda000801010000003f00000000ffd9', 'hex'),
    ends: damaged,
  },
  {
    name: 'WebP, scrambled pixels',
    make: () => scrambled(sharpOf(photoCard()).webp().toBuffer(), 40),
    ends: pictureOrDamaged,
  },
  {
    name: 'WebP, a part of 4 GB',
    make: async () => Buffer.from(await sharpOf(photoCard()).webp().toBuffer()).fill(255, 16, 20),
    ends: damaged,
  },
  {
    name: 'GIF, scrambled pixels',
    make: () => scrambled(sharpOf(flatCard()).gif().toBuffer(), 60),
    ends: pictureOrDamaged,
  },
  {
    name: 'AVIF, scrambled pixels',
    make: async () => scrambled(fixture('by-libheif.avif'), 330),
    ends: pictureOrDamaged,
  },

  {
    name: 'TIFF, a directory that follows itself',
    make: () => tiffThatGoesOn((directory) => directory),
    ends: pictureOrDamaged,
  },
  {
    name: 'TIFF, a directory that follows outside of the file',
    make: () => tiffThatGoesOn(() => 0xfffffff0),
    ends: pictureOrDamaged,
  },
  {
    name: 'TIFF, a first directory outside of the file',
    make: () => Buffer.from('49492a00f0ffffff', 'hex'),
    ends: damaged,
  },
  {
    name: 'TIFF, a directory that is its own header',
    make: () => Buffer.from(`49492a0000000000${'00'.repeat(40)}`, 'hex'),
    ends: damaged,
  },
  {
    name: 'TIFF, pixels outside of the file',
    make: () => tiffWithEntry(tiffTags.pieceOffsets, (file, entry) => file.writeUInt32LE(60_000, entry + 8)),
    ends: damaged,
  },
  {
    name: 'TIFF, 4294967295 offsets',
    make: () =>
      tiffWithEntry(tiffTags.pieceOffsets, (file, entry) => file.writeUInt32LE(0xffffffff, entry + 4)),
    ends: pictureOrDamaged,
  },
  {
    name: 'TIFF, a directory of 65535 entries',
    make: () => Buffer.concat([Buffer.from('49492a0008000000ffff', 'hex'), Buffer.alloc(1000, 7)]),
    ends: damaged,
  },
  {
    name: 'TIFF, YCbCr without JPEG',
    make: () => tiffWithEntry(tiffTags.photometric, (file, entry) => file.writeUInt16LE(6, entry + 8)),
    ends: format,
  },

  {
    name: 'BMP, runs that leave the picture',
    make: () => {
      const file = encodeBmp(flatCard(), { bitsPerPixel: 8, compression: 'rle8' });
      return Buffer.from(file).fill('ff03', file.readUInt32LE(10), file.length - 2, 'hex');
    },
    ends: pictureOrDamaged,
  },
  {
    name: 'BMP, jumps that leave the picture',
    make: () => {
      const file = encodeBmp(flatCard(), { bitsPerPixel: 8, compression: 'rle8' });
      return Buffer.from(file).fill('0002ffff', file.readUInt32LE(10), file.length - 2, 'hex');
    },
    ends: pictureOrDamaged,
  },
  {
    name: 'BMP, colours outside of the palette',
    make: () => {
      const file = encodeBmp(flatCard(), { bitsPerPixel: 8 });
      return Buffer.from(file).fill(0xee, file.readUInt32LE(10));
    },
    ends: pictureOrDamaged,
  },
  {
    name: 'BMP, masks of no bits',
    make: () => encodeBmp(photoCard(), { bitsPerPixel: 32, masks: [0, 0, 0, 0] }),
    ends: pictureOrDamaged,
  },

  { name: 'HEIC, a grid of itself', make: () => gridOf([1, 1, 1, 1]), ends: damaged },
  { name: 'HEIC, a grid of nothing', make: () => gridOf([7, 8, 9, 10]), ends: damaged },
  { name: 'HEIC, a grid of too few', make: () => gridOf([2]), ends: damaged },
  {
    name: 'HEIC, scrambled pixels',
    make: () => heicOf((file) => file.fill('a55a3cc3', file.indexOf('mdat') + 10, file.length, 'hex')),
    ends: pictureOrDamaged,
  },
  {
    name: 'HEIC, no way to decode it',
    make: () => heicOf((file) => file.write('none', file.indexOf('hvcC'))),
    ends: damaged,
  },
  {
    name: 'HEIC, a part of 4 GB',
    make: () => heicOf((file) => file.fill(255, file.indexOf('ipco') - 4, file.indexOf('ipco'))),
    ends: damaged,
  },
  {
    name: 'HEIC, pixels outside of the file',
    make: async () => {
      const { data, decoding } = codedPictureOf(await fixture('plain.heic'));
      const file = makeHeif([{ type: 'hvc1', data, properties: [decoding, sizeProperty(128, 96)] }]);
      file.writeUInt32BE(0xfffffff0, file.indexOf('iloc') + 20);
      return file;
    },
    ends: damaged,
  },
];
