import assert from 'node:assert/strict';
import type { ImageFile, PreparedImage } from '../../src/core/image.ts';
import { PromptError } from '../../src/core/promptError.ts';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { pixelSize } from '../../src/images/pixelSize.ts';
import { maxSidePx, prepareImage } from '../../src/images/prepareImage.ts';
import { converterProgram } from '../../test/images/converterProcesses.ts';
import { corpus } from '../../test/images/corpus/corpus.ts';
import { encodeBmp } from '../../test/images/encodeBmp.ts';
import { flatCard } from '../../test/images/testCards.ts';
import type { Target } from '../target.ts';

const small = corpus.filter(({ name }) => !name.includes('too large'));
const preparation = { maxBytes: 30_000_000, maxMegapixels: 20, stripMetadata: true };
const converter = new ImageConverter({ program: converterProgram, log: () => {} });
const good = encodeBmp(flatCard(), { bitsPerPixel: 24 });

/** Pictures of all formats on their whole way, through the process that decodes them. */
export const target: Target = {
  rounds: 150,
  samples: small.map(({ make }) => make),
  words: [
    ...[
      'II*\0',
      'MM\0*',
      'GIF89a',
      'BM',
      'RIFF',
      'WEBP',
      'VP8 ',
      'VP8L',
      'VP8X',
      'ftyp',
      'avif',
      'heic',
      'meta',
      'ispe',
      'iloc',
      'mdat',
      'IHDR',
      'IDAT',
      'acTL',
    ],
    ...[
      '<svg xmlns="http://www.w3.org/2000/svg">',
      '<image href="file:///etc/passwd"/>',
      '<use href="#a"/>',
      '<g>',
      '</g>',
      ' width="1e9"',
      ' viewBox="0 0 0 0"',
      '<text>城</text>',
      'url(#a)',
    ],
  ],
  async check(file) {
    const sent = await prepared(file);
    if (sent) {
      const { widthPx, heightPx, bytes } = sent;
      assert.deepEqual(pixelSize(bytes), { widthPx, heightPx }, 'is of another size than it is said to be');
      assert.ok(Math.max(widthPx, heightPx) <= maxSidePx && bytes.length <= preparation.maxBytes);
    }
    assert.ok(await prepared(good), 'leaves a converter that converts nothing');
  },
  close: () => converter.close(),
};

/** Undefined where it is refused, for a reason that is foreseen. */
async function prepared(file: Uint8Array): Promise<PreparedImage | undefined> {
  const source: ImageFile = { name: 'a', sizeBytes: async () => file.length, read: async () => file };
  try {
    return await prepareImage(source, preparation, converter, new AbortController().signal);
  } catch (error) {
    const problem = PromptError.problemOf(error);
    assert.equal(problem?.kind, 'imageUnreadable', String(error));
    return undefined;
  }
}
