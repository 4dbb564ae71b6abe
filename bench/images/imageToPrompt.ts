import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { prepareImage } from '../../src/images/prepareImage.ts';
import { checkout } from '../../test/window/checkout.ts';
import type { Way } from './way.ts';

/** All of the extension's preparation, with its converter in `dist/`; within the bytes that the img2prompt engine allows. */
export const imageToPrompt: Way = {
  reads: ['jpeg', 'png', 'webp', 'avif'],
  async load() {
    const converter = new ImageConverter({
      program: join(checkout, 'dist/converter.cjs'),
      log: console.error,
    });
    const preparation = { maxBytes: 30_000_000, maxMegapixels: 200, stripMetadata: true };
    const { signal } = new AbortController();
    return async (path) => {
      const source = {
        name: basename(path),
        path,
        sizeBytes: async () => (await stat(path)).size,
        read: () => readFile(path),
      };
      const { bytes } = await prepareImage(source, preparation, converter, signal);
      return bytes;
    };
  },
};
