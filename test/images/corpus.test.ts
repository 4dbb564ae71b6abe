import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { maxSidePx } from '../../src/images/prepareImage.ts';
import { checkout } from '../window/checkout.ts';
import { corpus } from './corpus/corpus.ts';
import { type CorpusFile, corpusFormats, planted } from './corpus/corpusFile.ts';
import { boxScaled, meanError } from './picture.ts';
import { type Received, type Service, startService } from './sendImage.ts';
import { allowedParts, sentParts } from './sentParts.ts';

const maxError = 3;
const program = `${checkout}/dist/converter.cjs`;

describe('A picture that arrives', () => {
  let service: Service;
  const converter = new ImageConverter({ program, log: () => {} });
  const noConverter = new ImageConverter({ program: '/nowhere/converter.cjs', log: () => {} });

  before(async () => {
    service = await startService();
  });
  after(async () => {
    converter.close();
    noConverter.close();
    await service.close();
  });

  const send = ({ leavesAs = '' }: CorpusFile, file: Uint8Array): Promise<Received> =>
    service.send(file, leavesAs.startsWith('the same') ? noConverter : converter);

  for (const entry of corpus) {
    it(`is the one that went in: ${entry.name}`, async () => {
      const file = Buffer.from(await entry.make());
      const { bytes, picture } = await send(entry, file);

      const shown = entry.shows();
      const scale = Math.min(1, maxSidePx / Math.max(shown.widthPx, shown.heightPx));
      const { widthPx, heightPx } = picture;
      assert.ok(Math.abs(widthPx - shown.widthPx * scale) <= 1, `is ${widthPx} pixels wide`);
      assert.ok(Math.abs(heightPx - shown.heightPx * scale) <= 1, `is ${heightPx} pixels high`);
      const error = meanError(picture, boxScaled(shown, widthPx, heightPx));
      if (process.env.TELL)
        console.log(`      ${error.toFixed(2)} ${bytes.length} ${bytes[1] === 0x50 ? 'PNG' : 'JPEG'}`);
      assert.ok(error < maxError, `is off by ${error} of 255`);
      assert.ok(picture.rgba.every((value, index) => index % 4 !== 3 || value === 255));

      assert.deepEqual(
        sentParts(bytes).filter((part) => !allowedParts.has(part)),
        [],
      );
      assert.ok(!bytes.includes(planted));
    });
  }
});
