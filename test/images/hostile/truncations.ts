import { animated } from '../corpus/animated.ts';
import { encodeBmp } from '../encodeBmp.ts';
import { encodePng } from '../encodePng.ts';
import { encodeTiff, tiffTags } from '../encodeTiff.ts';
import { fixture } from '../fixture.ts';
import { pngChunk, withChunksBefore } from '../makePng.ts';
import { colourAt } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { flatCard, negative, photoCard } from '../testCards.ts';
import type { Ending } from './extensionHost.ts';
import { damaged, type HostileFile, pictureOrDamaged } from './hostileFile.ts';

/** A whole file, where its parts begin, and what a file may end in that stops before its end. */
interface Cuttable {
  readonly name: string;
  make(): Promise<Buffer> | Buffer;
  readonly parts: (file: Buffer) => readonly number[];
  readonly ends: readonly Ending[];
}

const card = () => photoCard();

const cuttables: readonly Cuttable[] = [
  {
    name: 'PNG',
    make: () =>
      withChunksBefore('IDAT', encodePng(card(), { colours: 'rgb', bitDepth: 16 }), pngChunk('tEXt', 'a\0b')),
    parts: pngParts,
    ends: pictureOrDamaged,
  },
  {
    name: 'PNG that needs no converter',
    make: () => encodePng(card(), { colours: 'rgb', bitDepth: 8 }),
    parts: pngParts,
    ends: pictureOrDamaged,
  },
  { name: 'JPEG', make: () => sharpOf(card()).jpeg().toBuffer(), parts: jpegParts, ends: damaged },
  {
    name: 'JPEG, progressive',
    make: () => sharpOf(card()).jpeg({ progressive: true }).toBuffer(),
    parts: jpegParts,
    ends: damaged,
  },
  { name: 'WebP', make: () => sharpOf(card()).webp().toBuffer(), parts: riffParts, ends: damaged },
  {
    name: 'WebP, animated',
    make: () =>
      animated([card(), negative(card())])
        .webp()
        .toBuffer(),
    parts: riffParts,
    ends: damaged,
  },
  { name: 'GIF', make: () => sharpOf(flatCard()).gif().toBuffer(), parts: tenths, ends: damaged },
  { name: 'TIFF', make: tiff, parts: tenths, ends: damaged },
  { name: 'BMP', make: () => encodeBmp(card(), { bitsPerPixel: 24 }), parts: tenths, ends: damaged },
  { name: 'HEIC', make: () => fixture('see-through.heic'), parts: boxParts, ends: damaged },
  { name: 'AVIF', make: () => fixture('by-libheif.avif'), parts: boxParts, ends: damaged },
];

/** The directory last, as many programs have it. */
function tiff(): Buffer {
  const picture = card();
  const { widthPx, heightPx } = picture;
  const pixels = Array.from({ length: widthPx * heightPx }, (_, at) =>
    colourAt(picture, at % widthPx, Math.floor(at / widthPx)).slice(0, 3),
  );
  return encodeTiff([
    {
      tags: {
        [tiffTags.width]: [widthPx],
        [tiffTags.height]: [heightPx],
        [tiffTags.bits]: [8, 8, 8],
        [tiffTags.photometric]: [2],
        [tiffTags.samples]: [3],
        [tiffTags.rowsPerStrip]: [heightPx],
      },
      pieces: [Buffer.from(pixels.flat())],
    },
  ]);
}

function pngParts(file: Buffer): number[] {
  const parts = [8];
  for (let at = 8; at < file.length; at = parts.at(-1) ?? file.length)
    parts.push(at + 12 + file.readUInt32BE(at));
  return parts;
}

function jpegParts(file: Buffer): number[] {
  const parts = [2];
  for (let at = 2; file[at + 1] !== 0xd9; ) {
    at += 2 + file.readUInt16BE(at + 2);
    // Compressed data follows some.
    while (file[at] !== 0xff || file[at + 1] === 0) at++;
    parts.push(at);
  }
  return parts;
}

function riffParts(file: Buffer): number[] {
  const parts = [12];
  for (let at = 12; at < file.length; ) {
    const length = file.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
    parts.push(at);
  }
  return parts;
}

function boxParts(file: Buffer): number[] {
  const parts: number[] = [];
  for (const type of ['ftyp', 'meta', 'hdlr', 'pitm', 'iloc', 'iinf', 'iprp', 'ipco', 'ipma', 'mdat']) {
    const at = file.indexOf(type, 0, 'latin1');
    if (at !== -1) parts.push(at - 4, at + 4);
  }
  return parts.sort((one, other) => one - other);
}

function tenths(file: Buffer): number[] {
  return Array.from({ length: 9 }, (_, index) => Math.floor((file.length * (index + 1)) / 10));
}

/** Where each part begins, and in the middle of each. */
function cutsOf(parts: readonly number[], length: number): number[] {
  const middles = parts.map((at, index) => Math.floor((at + (parts[index + 1] ?? length)) / 2));
  const cuts = [...parts, ...middles].filter((at) => at > 0 && at < length);
  return [...new Set(cuts)].sort((one, other) => one - other);
}

/** Every file that begins like a whole one and stops. */
export async function truncations(): Promise<HostileFile[]> {
  const all = await Promise.all(
    cuttables.map(async ({ name, make, parts, ends }) => {
      const file = await make();
      return cutsOf(parts(file), file.length).map(
        (length): HostileFile => ({
          name: `${name}, cut off after ${length} bytes`,
          make: () => file.subarray(0, length),
          ends: length < 16 ? [...ends, 'notAnImage'] : ends,
        }),
      );
    }),
  );
  return all.flat();
}
