import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import type { ImageFile } from '../../src/core/image.ts';
import { PromptError } from '../../src/core/promptError.ts';
import { asItIs } from '../../src/images/asItIs/asItIs.ts';
import { isPng, type PngChunk, pngChunks } from '../../src/images/containers/png.ts';
import { storedPrompt } from '../../src/images/embedded/storedPrompt.ts';
import type { ImageConverter } from '../../src/images/imageConverter.ts';
import { pixelSize } from '../../src/images/pixelSize.ts';
import { maxSidePx, prepareImage } from '../../src/images/prepareImage.ts';
import { corpus } from '../../test/images/corpus/corpus.ts';
import { exifOrientation } from '../../test/images/exifOrientation.ts';
import { pngChunk, pngEnd, pngOf } from '../../test/images/makePng.ts';
import { textChunk } from '../../test/images/makePngText.ts';
import { type Material, type Mutation, mutated } from '../mutated.ts';
import type { Random } from '../random.ts';
import type { Target } from '../target.ts';

const madeHere = corpus.filter(({ name }) => /^(?:A?PNG|JPEG),/.test(name) && !name.includes('too large'));

/** Pictures that may go out without the converter, from their bytes to what is sent. */
export const target: Target = {
  rounds: 4000,
  samples: [...madeHere, ...madeHere.filter(({ leavesAs }) => leavesAs !== undefined)].map(
    ({ make }) => make,
  ),
  words: [
    ...[
      'IHDR',
      'PLTE',
      'IDAT',
      'IEND',
      'tRNS',
      'gAMA',
      'cHRM',
      'sRGB',
      'iCCP',
      'cICP',
      'eXIf',
      'acTL',
      'fcTL',
      'fdAT',
    ],
    ...[
      'JFIF\0',
      'Exif\0\0',
      'ICC_PROFILE\0\x01\x01',
      'Adobe',
      'MM\0*\0\0\0\x08',
      'acsp',
      'RGB ',
      'XYZ ',
      'para',
      'curv',
    ],
    textChunk('parameters', 'a castle'),
    ...[0xc0, 0xc2, 0xc4, 0xd0, 0xd8, 0xd9, 0xda, 0xdb, 0xdd, 0xe0, 0xe1, 0xe2, 0xee, 0xfe, 0xff].map(
      (marker) => Buffer.of(0xff, marker),
    ),
  ],
  mutated: (file, random, material) => mutatedChunks(file, random, material),
  async check(file) {
    await assertPrepared(file);
    for (const stripMetadata of [true, false]) {
      const sent = await asItIs(file, { stripMetadata });
      if (sent === undefined) continue;
      assert.ok(sent.length <= file.length, 'is longer than before');
      assert.ok(
        (await asItIs(sent, { stripMetadata })) === sent,
        'has more to be removed when it is looked at again',
      );
      assertSamePixels(sent, file);
      if (stripMetadata) assert.equal(await storedPrompt(sent), undefined, 'still holds a prompt');
    }
  },
};

const preparation = { maxBytes: 60_000, maxMegapixels: 200, stripMetadata: true };
const isDamaged = new PromptError({ kind: 'imageUnreadable', flaw: { is: 'damaged' } });
/** The real one is a target of its own. */
const converter = { convert: () => Promise.reject(isDamaged) } as unknown as ImageConverter;

/** That it is ready to be sent, within the limits, or refused for a reason that is foreseen. */
async function assertPrepared(file: Uint8Array): Promise<void> {
  const source: ImageFile = { name: 'a.png', sizeBytes: async () => file.length, read: async () => file };
  try {
    const { bytes, widthPx, heightPx } = await prepareImage(
      source,
      preparation,
      converter,
      new AbortController().signal,
    );
    assert.ok(bytes.length <= preparation.maxBytes && Math.max(widthPx, heightPx) <= maxSidePx);
  } catch (error) {
    assert.equal(PromptError.problemOf(error)?.kind, 'imageUnreadable', String(error));
  }
}

/** More take longer to decode than what is looked at here. */
const mostPixels = 65_536;

/** As decoders tell that know nothing of ours. A PNG has to be whole, and opaque; of a JPEG only the segments are looked at. */
function assertSamePixels(sent: Uint8Array, file: Buffer): void {
  const { widthPx = 0, heightPx = 0 } = pixelSize(file) ?? {};
  if (widthPx * heightPx > mostPixels) return;
  if (!isPng(file)) {
    assert.deepEqual(jpegPixels(Buffer.from(sent)), jpegPixels(file), 'is another picture');
    return;
  }
  const pixels = pngPixels(sent);
  if (pixels === 'outside the palette') return;
  assert.deepEqual(pngPixels(file), pixels, 'is another picture');
  assert.ok(
    pixels.every((value, index) => index % 4 !== 3 || value === 255),
    'is see-through',
  );
}

/**
 * Throws where a file is not whole. What lies behind its end is nothing to this decoder's liking, and nothing else; nor
 * are colours that the palette lacks, where others draw black.
 */
function pngPixels(file: Uint8Array): Buffer | 'outside the palette' {
  const end = [...pngChunks(file)].at(-1)?.end;
  try {
    return PNG.sync.read(Buffer.from(file.subarray(0, end)), { checkCRC: false }).data;
  } catch (error) {
    if (/not in palette/.test(String(error))) return 'outside the palette';
    throw error;
  }
}

function jpegPixels(file: Buffer): Uint8Array | undefined {
  try {
    return decodeJpeg(file, { useTArray: true, maxResolutionInMP: 1 }).data;
  } catch {
    return undefined;
  }
}

/** Of a PNG whole chunks, and what is in them, with the lengths and checksums that they should have. */
const mutatedChunks: Mutation = (file, random, material) => {
  if (!isPng(file)) return mutated(file, random, material);
  const chunks = [...pngChunks(file)].map(({ type, data }) => pngChunk(type, data));
  for (let count = 1 + random.below(3); count > 0; count--) {
    const at = random.below(chunks.length);
    const [chunk] = pngChunks(pngOf(chunks[at] ?? pngEnd));
    if (chunk === undefined) continue;
    switch (random.below(5)) {
      case 0:
        chunks.splice(at, 1);
        break;
      case 1:
        chunks.splice(random.below(chunks.length), 0, pngChunk(chunk.type, chunk.data));
        break;
      case 2:
        chunks.splice(random.below(chunks.length), 0, random.oneOf(moreChunks));
        break;
      default:
        chunks[at] = pngChunk(chunk.type, mutatedData(chunk, random, material));
    }
  }
  return pngOf(...chunks);
};

const moreChunks = [
  pngChunk('gAMA', Buffer.from('0000b18f', 'hex')),
  pngChunk('sRGB', Buffer.of(0)),
  pngChunk('cICP', Buffer.of(1, 13, 0, 1)),
  pngChunk('tRNS', Buffer.of(255, 0)),
  pngChunk('acTL', Buffer.alloc(8)),
  pngChunk('fcTL', Buffer.alloc(26)),
  pngChunk('eXIf', exifOrientation(1)),
  pngChunk('IDAT'),
  textChunk('parameters', 'a castle'),
];

/** Pixels are changed before they are compressed. */
function mutatedData({ type, data }: PngChunk, random: Random, material: Material): Uint8Array {
  const bytes = Buffer.from(data);
  if (type !== 'IDAT') return mutated(bytes, random, material);
  try {
    const rows = inflateSync(bytes, { maxOutputLength: 1_000_000 });
    return deflateSync(mutated(rows, random, { other: rows, words: rowBytes }));
  } catch {
    return bytes; // one part of several, or none at all
  }
}

/** Filters, and alphas. */
const rowBytes = [0, 1, 2, 3, 4, 5, 254, 255].map((byte) => Buffer.of(byte));
