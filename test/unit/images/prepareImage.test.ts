import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import type { ImageFile } from '../../../src/core/image.ts';
import { type ImageFlaw, PromptError } from '../../../src/core/promptError.ts';
import type { ConversionRequest } from '../../../src/images/conversion.ts';
import type { ImageConverter } from '../../../src/images/imageConverter.ts';
import { maxFileBytes, type Preparation, prepareImage } from '../../../src/images/prepareImage.ts';

const sourceOf = (name: string, bytes: Uint8Array, path?: string): ImageFile => ({
  name,
  path,
  sizeBytes: async () => bytes.length,
  read: async () => bytes,
});
const sample = (name: string) => readFile(`test/sampleWorkspace/${name}`);

/** Stands in for the process: gives a picture of one byte, and keeps what it was asked. */
function converter() {
  const requests: ConversionRequest[] = [];
  const image = { bytes: new Uint8Array(1), mimeType: 'image/png', widthPx: 1, heightPx: 1 } as const;
  const convert = async (request: ConversionRequest) => {
    requests.push(request);
    return { image, lacksText: false };
  };
  return { requests, converter: { convert } as unknown as ImageConverter };
}

const preparation: Preparation = { maxBytes: 30_000_000, maxMegapixels: 200, stripMetadata: true };
const { signal } = new AbortController();

async function prepare(source: ImageFile, changes: Partial<Preparation> = {}) {
  const { requests, converter: standIn } = converter();
  const image = await prepareImage(source, { ...preparation, ...changes }, standIn, signal);
  return { image, requests };
}

describe('Preparing an image', () => {
  const good: [name: string, mimeType: string, widthPx: number, heightPx: number][] = [
    ['castle.png', 'image/png', 800, 600],
    ['lighthouse.jpg', 'image/jpeg', 1200, 800],
    ['画像.png', 'image/png', 800, 800],
  ];
  for (const [name, mimeType, widthPx, heightPx] of good) {
    it(`passes ${name} on byte for byte, without the converter`, async () => {
      const bytes = await sample(name);
      const { image, requests } = await prepare(sourceOf(name, bytes));
      assert.deepEqual(image, { name, bytes, mimeType, widthPx, heightPx, lacksText: false });
      assert.deepEqual(requests, []);
    });
  }

  it('tells the format by the content, not by the name', async () => {
    const { image } = await prepare(sourceOf('lighthouse.png', await sample('lighthouse.jpg')));
    assert.equal(image.mimeType, 'image/jpeg');
  });

  const converted: [behaviour: string, file: () => Promise<Uint8Array>, changes?: Partial<Preparation>][] = [
    ['a picture that is too wide', () => sample('panorama.png')],
    ['a picture of more bytes than the engine takes', () => sample('castle.png'), { maxBytes: 1000 }],
    ['a picture of another format', async () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1')],
  ];
  for (const [behaviour, read, changes] of converted) {
    it(`has ${behaviour} converted`, async () => {
      const bytes = await read();
      const { image, requests } = await prepare(sourceOf('a.png', bytes), changes);
      const { maxBytes, maxMegapixels } = { ...preparation, ...changes };
      const request = { file: { bytes }, maxSidePx: 2048, maxBytes, maxMegapixels, maxSeconds: 30 };
      assert.deepEqual(requests, [request]);
      assert.equal(image.bytes.length, 1);
    });
  }

  it('names a file of this machine to the converter instead of passing it on', async () => {
    const { requests } = await prepare(sourceOf('a.png', await sample('panorama.png'), '/pictures/a.png'));
    assert.deepEqual(requests[0]?.file, { path: '/pictures/a.png' });
  });

  it('does not read a file of this machine that has to be converted whatever is in it', async () => {
    const path = '/pictures/a.png';
    const source = { name: 'a.png', path, sizeBytes: async () => 40_000_000, read: assert.fail };
    const { requests } = await prepare(source);
    assert.deepEqual(requests[0]?.file, { path });
  });

  it('gives a drawing, which may run for ever, less time than a picture', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { requests } = await prepare(sourceOf('a.svg', svg));
    assert.equal(requests[0]?.maxSeconds, 4);
  });

  const bad: [behaviour: string, bytes: Uint8Array, flaw: ImageFlaw][] = [
    ['an empty file', new Uint8Array(), { is: 'empty' }],
    ['text named .png', Buffer.from('I am no picture.'), { is: 'notAnImage' }],
    ['a Photoshop file', Buffer.from('8BPS\0\x01'), { is: 'format', format: 'Photoshop' }],
  ];
  for (const [behaviour, bytes, flaw] of bad) {
    it(`refuses ${behaviour} without the converter`, async () => {
      const { requests, converter: standIn } = converter();
      await assert.rejects(prepareImage(sourceOf('a.png', bytes), preparation, standIn, signal), (error) => {
        assert.deepEqual(PromptError.problemOf(error), { kind: 'imageUnreadable', flaw });
        return true;
      });
      assert.deepEqual(requests, []);
    });
  }

  it('does not read a file of more than 200 MB', async () => {
    const bytes = maxFileBytes + 1;
    const source: ImageFile = { name: 'a.png', sizeBytes: async () => bytes, read: assert.fail };
    await assert.rejects(prepare(source), (error) => {
      const flaw = { is: 'tooManyBytes', bytes, maxBytes: maxFileBytes };
      assert.deepEqual(PromptError.problemOf(error), { kind: 'imageUnreadable', flaw });
      return true;
    });
  });

  it('refuses a file that has grown too large since its size was asked', async () => {
    const source: ImageFile = {
      name: 'a.png',
      sizeBytes: async () => 10,
      read: async () => new Uint8Array(maxFileBytes + 1),
    };
    await assert.rejects(prepare(source), PromptError);
  });
});
