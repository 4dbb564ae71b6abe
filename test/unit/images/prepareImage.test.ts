import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import type { ImageSource } from '../../../src/core/image.ts';
import { type ImageFlaw, PromptError } from '../../../src/core/promptError.ts';
import { maxBytes, prepareImage } from '../../../src/images/prepareImage.ts';

const sourceOf = (name: string, bytes: Uint8Array): ImageSource => ({
  name,
  sizeBytes: async () => bytes.length,
  read: async () => bytes,
});
const sample = async (name: string) => sourceOf(name, await readFile(`test/sampleWorkspace/${name}`));

/** The beginning of a PNG that says that it has this size. */
function pngHeader(widthPx: number, heightPx: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(widthPx, 16);
  bytes.writeUInt32BE(heightPx, 20);
  return bytes;
}

describe('Preparing an image', () => {
  const good: [name: string, mimeType: string, widthPx: number, heightPx: number][] = [
    ['castle.png', 'image/png', 800, 600],
    ['lighthouse.jpg', 'image/jpeg', 1200, 800],
    ['画像.png', 'image/png', 800, 800],
  ];
  for (const [name, mimeType, widthPx, heightPx] of good) {
    it(`passes ${name} on byte for byte`, async () => {
      const source = await sample(name);
      const image = await prepareImage(source);
      assert.equal(image.mimeType, mimeType);
      assert.deepEqual(image.bytes, await source.read());
      assert.deepEqual([image.widthPx, image.heightPx], [widthPx, heightPx]);
    });
  }

  it('tells the format by the content, not by the name', async () => {
    const jpeg = await (await sample('lighthouse.jpg')).read();
    assert.equal((await prepareImage(sourceOf('lighthouse.png', jpeg))).mimeType, 'image/jpeg');
  });

  it('takes a side of just 2048 pixels', async () => {
    assert.equal((await prepareImage(sourceOf('a.png', pngHeader(2048, 1)))).widthPx, 2048);
  });

  const bad: [behaviour: string, bytes: Uint8Array, flaw: ImageFlaw][] = [
    ['an empty file', new Uint8Array(), { is: 'empty' }],
    ['text named .png', Buffer.from('I am no picture.'), { is: 'notAnImage' }],
    ['a PNG that ends in its signature', pngHeader(1, 1).subarray(0, 8), { is: 'notAnImage' }],
    ['a PNG without pixels', pngHeader(0, 5), { is: 'notAnImage' }],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'), { is: 'format', format: 'GIF' }],
    [
      'a WebP',
      Buffer.from(
        'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0',
        'latin1',
      ),
      { is: 'format', format: 'WEBP' },
    ],
    [
      'a picture that is too wide',
      pngHeader(2049, 10),
      { is: 'tooManyPixels', widthPx: 2049, heightPx: 10, maxSidePx: 2048 },
    ],
    [
      'a picture that is too high',
      pngHeader(10, 4096),
      { is: 'tooManyPixels', widthPx: 10, heightPx: 4096, maxSidePx: 2048 },
    ],
  ];
  for (const [behaviour, bytes, flaw] of bad) {
    it(`refuses ${behaviour}`, async () => {
      await assert.rejects(prepareImage(sourceOf('a.png', bytes)), (error) => {
        assert.deepEqual(PromptError.problemOf(error), { kind: 'imageUnreadable', flaw });
        return true;
      });
    });
  }

  it('does not read a file that is too large', async () => {
    const source: ImageSource = { name: 'a.png', sizeBytes: async () => maxBytes + 1, read: assert.fail };
    await assert.rejects(prepareImage(source), (error) => {
      assert.deepEqual(PromptError.problemOf(error), {
        kind: 'imageUnreadable',
        flaw: { is: 'tooManyBytes', bytes: maxBytes + 1, maxBytes },
      });
      return true;
    });
  });

  it('refuses a file that has grown too large since its size was asked', async () => {
    const source: ImageSource = {
      name: 'a.png',
      sizeBytes: async () => 10,
      read: async () => new Uint8Array(maxBytes + 1),
    };
    await assert.rejects(prepareImage(source), PromptError);
  });
});
