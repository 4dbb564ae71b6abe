import { deflateSync, gzipSync } from 'node:zlib';
import { animated } from '../corpus/animated.ts';
import { bmpOfRuns } from '../encodeBmp.ts';
import { encodePng } from '../encodePng.ts';
import { encodeTiff, tiffTags } from '../encodeTiff.ts';
import { fixture } from '../fixture.ts';
import { codedPictureOf, gridData, makeHeif, sizeProperty } from '../makeHeif.ts';
import { jpegSegment, withSegments } from '../makeJpeg.ts';
import { pngChunk, pngEnd, pngHeaderChunk, pngOf, withChunksBefore } from '../makePng.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, photoCard } from '../testCards.ts';
import type { Ending } from './extensionHost.ts';
import { type HostileFile, pictureOrDamaged, tooManyPixels } from './hostileFile.ts';

const picture: readonly Ending[] = ['picture'];
const refused: readonly Ending[] = ['damaged', 'tooManyPixels'];
const anyEnd: readonly Ending[] = ['picture', 'damaged', 'tooManyPixels', 'tooMuchMemory', 'tooSlow'];

const card = () => encodePng(photoCard(), { colours: 'rgb', bitDepth: 8 });
const megabytes = (count: number, fill = 0) => Buffer.alloc(count * 1_000_000, fill);

/** A picture of zeros, a thousandth of its size. */
function zeros(
  widthPx: number,
  heightPx: number,
  colourType: number,
  bitDepth: number,
  interlacing = 0,
): Buffer {
  const samples = { 0: 1, 2: 3, 6: 4 }[colourType] ?? 1;
  const rows = Buffer.alloc(heightPx * (1 + Math.ceil((widthPx * samples * bitDepth) / 8)) + 100_000);
  return pngOf(
    pngHeaderChunk({ widthPx, heightPx, colourType, bitDepth, interlacing }),
    pngChunk('IDAT', deflateSync(rows, { level: 1 })),
    pngEnd,
  );
}

const large = 6000;

function tiffOfZeros(): Buffer {
  return encodeTiff([
    {
      tags: {
        [tiffTags.width]: [large],
        [tiffTags.height]: [large],
        [tiffTags.bits]: [8, 8, 8],
        [tiffTags.compression]: [8],
        [tiffTags.photometric]: [2],
        [tiffTags.samples]: [3],
        [tiffTags.rowsPerStrip]: [large],
      },
      pieces: [deflateSync(Buffer.alloc(large * large * 3), { level: 1 })],
    },
  ]);
}

/** One frame so many times over. */
async function gifOfFrames(count: number): Promise<Buffer> {
  const gif = await sharpOf(flatCard(16, 16)).gif().toBuffer();
  const frameAt = gif.indexOf(Buffer.from([0x21, 0xf9, 4]));
  const frame = gif.subarray(frameAt, gif.length - 1);
  return Buffer.concat([
    gif.subarray(0, frameAt),
    ...Array.from({ length: count }, () => frame),
    Buffer.of(0x3b),
  ]);
}

function apngOfFrames(count: number, widthPx = 128): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const frame = (sequence: number) =>
    pngChunk('fcTL', Buffer.concat([number(sequence), number(widthPx), number(96), Buffer.alloc(14)]));
  const frames = Array.from({ length: count }, (_, index) => [
    frame(index * 2),
    pngChunk('fdAT', Buffer.concat([number(index * 2 + 1), deflateSync(Buffer.alloc(10))])),
  ]);
  return withChunksBefore(
    'IEND',
    withChunksBefore('IDAT', card(), pngChunk('acTL', Buffer.concat([number(0xffffffff), number(0)]))),
    ...frames.flat(),
  );
}

/** The last scan of a progressive picture so many times over; too large to go out without the converter. */
async function jpegOfScans(count: number): Promise<Buffer> {
  const file = await sharpOf(photoCard(2100, 64)).jpeg({ progressive: true }).toBuffer();
  const at = file.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = file.subarray(at, file.length - 2);
  return Buffer.concat([
    file.subarray(0, -2),
    ...Array.from({ length: count }, () => scan),
    file.subarray(-2),
  ]);
}

/** One tile so many times, as the parts of one picture. */
async function heicOfTiles(rows: number, columns: number): Promise<Buffer> {
  const { data, decoding } = codedPictureOf(await fixture('quarter-1.heic'));
  const [widthPx, heightPx] = [columns * 64, rows * 64];
  const properties = [decoding, sizeProperty(64, 64)];
  const tiles = Array.from({ length: rows * columns }, () => ({ type: 'hvc1', data, properties }) as const);
  return makeHeif([
    {
      type: 'grid',
      data: gridData(rows, columns, widthPx, heightPx),
      properties: [sizeProperty(widthPx, heightPx)],
      parts: tiles.map((_, index) => index + 2),
    },
    ...tiles,
  ]);
}

const comfyCycle = JSON.stringify({
  1: { class_type: 'KSampler', inputs: { positive: ['2', 0], negative: ['2', 0], model: ['1', 0] } },
  2: { class_type: 'ConditioningCombine', inputs: { conditioning_1: ['3', 0], conditioning_2: ['2', 0] } },
  3: { class_type: 'ConditioningCombine', inputs: { conditioning_1: ['2', 0], conditioning_2: ['1', 0] } },
});
const comfyFan = JSON.stringify(
  Object.fromEntries([
    ['0', { class_type: 'KSampler', inputs: { positive: ['1', 0] } }],
    ...Array.from({ length: 5000 }, (_, index) => [
      String(index + 1),
      {
        class_type: 'ConditioningCombine',
        inputs: { conditioning_1: [String(index + 2), 0], conditioning_2: [String(index + 2), 0] },
      },
    ]),
  ]),
);

export const bombs: readonly HostileFile[] = [
  { name: 'PNG, 900 megapixels of zeros', make: () => zeros(30_000, 30_000, 0, 8), ends: tooManyPixels },
  { name: 'PNG, 196 megapixels of black', make: () => zeros(14_000, 14_000, 0, 1), ends: picture },
  { name: 'PNG, 36 megapixels of 64 bits', make: () => zeros(large, large, 6, 16), ends: picture },
  { name: 'PNG, 36 megapixels, interlaced', make: () => zeros(large, large, 6, 8, 1), ends: picture },
  {
    name: 'PNG, a profile of 100 MB',
    make: () =>
      withChunksBefore(
        'IDAT',
        card(),
        pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(megabytes(100))])),
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'PNG, a text of 100 MB',
    make: () =>
      withChunksBefore(
        'IDAT',
        card(),
        pngChunk('zTXt', Buffer.concat([Buffer.from('parameters\0\0'), deflateSync(megabytes(100, 97))])),
      ),
    ends: picture,
  },
  {
    name: 'PNG, 100,000 texts',
    make: () =>
      withChunksBefore('IDAT', card(), ...Array.from({ length: 100_000 }, () => pngChunk('tEXt', 'a\0b'))),
    ends: pictureOrDamaged,
  },
  {
    name: 'PNG, its pixels in 100,000 pieces of nothing',
    make: () => withChunksBefore('IDAT', card(), ...Array.from({ length: 100_000 }, () => pngChunk('IDAT'))),
    ends: pictureOrDamaged,
  },
  { name: 'PNG, more pixels behind the picture', make: () => zeros(64, 64, 2, 8), ends: pictureOrDamaged },
  {
    name: 'PNG, a ComfyUI graph that leads to itself',
    make: () => withChunksBefore('IDAT', card(), pngChunk('tEXt', `prompt\0${comfyCycle}`)),
    ends: picture,
  },
  {
    name: 'PNG, a ComfyUI graph with more ways than atoms',
    make: () => withChunksBefore('IDAT', card(), pngChunk('tEXt', `prompt\0${comfyFan}`)),
    ends: picture,
  },
  {
    name: 'PNG, a ComfyUI graph nested 100,000 deep',
    make: () => withChunksBefore('IDAT', card(), pngChunk('tEXt', `prompt\0${'{"a":['.repeat(50_000)}`)),
    ends: picture,
  },
  { name: 'APNG, 20,000 frames', make: () => apngOfFrames(20_000), ends: pictureOrDamaged },
  { name: 'APNG, a frame 2147483647 wide', make: () => apngOfFrames(1, 0x7fffffff), ends: refused },
  {
    name: 'GIF, 100,000 frames',
    make: () => gifOfFrames(100_000),
    ends: ['picture', 'damaged', 'tooManyPixels'],
  },
  {
    name: 'WebP, 2000 frames',
    make: () =>
      animated(Array.from({ length: 2000 }, (_, index) => flatCard(8 + (index % 1), 8)))
        .webp({ effort: 0 })
        .toBuffer(),
    ends: picture,
  },
  { name: 'JPEG, 5000 scans', make: () => jpegOfScans(5000), ends: pictureOrDamaged },
  {
    name: 'JPEG, 30,000 segments',
    make: async () =>
      withSegments(
        await sharpOf(photoCard()).jpeg().toBuffer(),
        ...Array.from({ length: 30_000 }, () => jpegSegment(0xe5, 'a')),
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'JPEG, 10 MB of filling',
    make: async () => withSegments(await sharpOf(photoCard()).jpeg().toBuffer(), megabytes(10, 255)),
    ends: pictureOrDamaged,
  },
  {
    name: 'JPEG, 10 MB of 0xff for pixels',
    make: async () => {
      const file = await sharpOf(photoCard()).jpeg().toBuffer();
      return Buffer.concat([file.subarray(0, -2), megabytes(10, 255)]);
    },
    ends: pictureOrDamaged,
  },
  {
    name: 'JPEG, EXIF data that lead to themselves',
    make: async () => {
      const cycle = Buffer.from('49492a00080000000100698704000100000008000000080000000000', 'hex');
      return withSegments(await sharpOf(photoCard()).jpeg().toBuffer(), jpegSegment(0xe1, 'Exif\0\0', cycle));
    },
    ends: pictureOrDamaged,
  },
  { name: 'TIFF, 108 MB of zeros', make: tiffOfZeros, ends: anyEnd },
  { name: 'BMP, 64 megapixels in one run', make: () => bmpOfRuns(8000, 8000), ends: anyEnd },
  { name: 'HEIC, 10,000 tiles', make: () => heicOfTiles(100, 100), ends: anyEnd },
  { name: 'HEIC, 961 tiles', make: () => heicOfTiles(31, 31), ends: picture },
  {
    name: 'SVG, zipped',
    make: () => gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ends: ['notAnImage'],
  },
  {
    name: 'ZIP, of a picture',
    make: () => Buffer.concat([Buffer.from('PK\x03\x04'), card()]),
    ends: ['notAnImage'],
  },
];
