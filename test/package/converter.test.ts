import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { type TemporaryFolder, temporaryFolder } from '../window/temporaryFolder.ts';
import { packedFiles } from './packedFiles.ts';

const drawing = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
  <circle cx="160" cy="100" r="90" fill="green"/>
</svg>
`);

/** A picture for each of the libraries. */
const pictures: readonly [library: string, file: Uint8Array, widthPx: number][] = [
  ['sharp', readFileSync('test/fixtures/images/lossless.webp'), 128],
  ['libheif', readFileSync('test/fixtures/images/plain.heic'), 128],
  ['resvg', drawing, 1536],
];

describe('The converter in the package', () => {
  let folder: TemporaryFolder;
  let converter: ImageConverter;

  // Far from node_modules.
  before(() => {
    folder = temporaryFolder();
    for (const [path, bytes] of packedFiles) {
      mkdirSync(dirname(join(folder.path, path)), { recursive: true });
      writeFileSync(join(folder.path, path), bytes);
    }
    converter = new ImageConverter({ program: join(folder.path, 'dist/converter.cjs'), log: console.log });
  });

  after(() => {
    converter.close();
    folder.remove();
  });

  for (const [library, file, widthPx] of pictures) {
    it(`has all that ${library} needs`, async () => {
      const limits = { maxSidePx: 2048, maxBytes: 10_000_000, maxMegapixels: 200, maxSeconds: 45 };
      const { signal } = new AbortController();
      const { image } = await converter.convert({ file: { bytes: file }, ...limits }, signal);
      assert.equal(image.widthPx, widthPx);
    });
  }
});
