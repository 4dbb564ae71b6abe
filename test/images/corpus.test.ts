import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { maxSidePx } from '../../src/images/prepareImage.ts';
import { checkout } from '../window/checkout.ts';
import { converterProgram } from './converterProcesses.ts';
import { corpus } from './corpus/corpus.ts';
import { type CorpusFile, corpusFormats, planted } from './corpus/corpusFile.ts';
import { boxScaled, meanError, type Picture, pictureOf, storedFor } from './picture.ts';
import { type Received, type Service, startService } from './sendImage.ts';
import { allowedParts, sentParts } from './sentParts.ts';
import { sharpOf } from './sharpOf.ts';
import { photoCard } from './testCards.ts';

/** Of 255, the mean of a channel. */
const maxError = 3;

describe('A picture that arrives at the service', () => {
  let service: Service;
  const log = () => {};
  const converter = new ImageConverter({ program: converterProgram, log });
  const noConverter = new ImageConverter({ program: join(checkout, 'dist/nothing.cjs'), log });

  before(async () => {
    service = await startService();
  });
  after(async () => {
    converter.close();
    noConverter.close();
    await service.close();
  });

  const send = ({ leavesAs }: CorpusFile, file: Uint8Array): Promise<Received> =>
    service.send(file, leavesAs?.startsWith('the same') ? noConverter : converter);

  for (const entry of corpus) {
    const way = entry.leavesAs === undefined ? '' : `, as ${entry.leavesAs}`;
    it(`is the one that was meant, and nothing else${way}: ${entry.name}`, async () => {
      const file = Buffer.from(await entry.make());
      const { bytes, picture } = await send(entry, file);
      assertShows(picture, entry.shows());
      assert.deepEqual(forbiddenParts(bytes), []);
      assert.ok(!bytes.includes(planted));
      assertLeftAs(entry.leavesAs, bytes, file);
    });
  }

  it('is one of at least 150 files of every format, and metadata is planted in at least 20 of them', async () => {
    assert.ok(corpus.length >= 150, `${corpus.length} files`);
    assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
    const formats = new Set(corpus.map(({ name }) => name.split(',')[0]));
    assert.deepEqual([...formats].sort(), [...corpusFormats].sort());
    const files = await Promise.all(corpus.map(async ({ make }) => Buffer.from(await make())));
    const withSecret = files.filter((file) => file.includes(planted));
    assert.ok(withSecret.length >= 20, `${withSecret.length} files`);
  });

  it('would be told from one that is turned or reflected', () => {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const turned = storedFor(orientation, photoCard(96, 96));
      assert.ok(meanError(turned, photoCard(96, 96)) > maxError * 5, `orientation ${orientation}`);
    }
  });

  const noisy: [what: string, encode: (picture: Picture) => Promise<Buffer>][] = [
    ['PNG', (picture) => sharpOf(picture).png({ compressionLevel: 1 }).toBuffer()],
    ['JPEG', (picture) => sharpOf(picture).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()],
    ['WebP', (picture) => sharpOf(picture).webp({ quality: 100, effort: 0 }).toBuffer()],
  ];
  for (const [format, encode] of noisy) {
    it(`has the bytes that an engine allows, however noisy it is: ${format}`, async () => {
      const maxBytes = 1_000_000;
      const file = await encode(noise(1600, 1200));
      assert.ok(file.length > maxBytes);
      const { bytes, picture } = await service.send(file, converter, maxBytes);
      assert.ok(bytes.length <= maxBytes, `${bytes.length} bytes`);
      assert.equal(picture.widthPx * 3, picture.heightPx * 4);
    });
  }
});

function assertShows(picture: Picture, shown: Picture): void {
  const { widthPx, heightPx, rgba } = picture;
  const scale = Math.min(1, maxSidePx / Math.max(shown.widthPx, shown.heightPx));
  assert.ok(Math.abs(widthPx - shown.widthPx * scale) <= 1, `${widthPx} pixels wide`);
  assert.ok(Math.abs(heightPx - shown.heightPx * scale) <= 1, `${heightPx} pixels high`);
  const error = meanError(picture, boxScaled(shown, widthPx, heightPx));
  assert.ok(error < maxError, `off by ${error} of 255`);
  assert.ok(rgba.every((value, index) => index % 4 !== 3 || value === 255));
}

function forbiddenParts(file: Buffer): string[] {
  return sentParts(file).filter((part) => !allowedParts.has(part));
}

function assertLeftAs(leavesAs: CorpusFile['leavesAs'], sent: Buffer, file: Buffer): void {
  switch (leavesAs) {
    case 'the same bytes':
      assert.deepEqual(sent, file);
      break;
    case 'the same pixels':
      assert.ok(sent.length < file.length);
      break;
    case 'JPEG':
    case 'PNG':
      assert.equal(sent.toString('latin1', 1, 4) === 'PNG' ? 'PNG' : 'JPEG', leavesAs);
      break;
    case undefined:
  }
}

/** Grain that no encoder makes small, and the same each time. */
function noise(widthPx: number, heightPx: number): Picture {
  let state = 1;
  const next = () => {
    state = (state * 48271) % 0x7fffffff;
    return state & 255;
  };
  return pictureOf(widthPx, heightPx, () => [next(), next(), next()]);
}
