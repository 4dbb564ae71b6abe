import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pixelSize } from '../../../src/images/pixelSize.ts';

describe('The size of a picture', () => {
  const startOfImage = Buffer.from([0xff, 0xd8]);
  const hostile: [what: string, piece: readonly number[]][] = [
    ['markers that stand alone', [0xff, 0xd0]],
    ['empty segments', [0xff, 0xe1, 0, 2]],
    ['filling', [0xff]],
  ];
  for (const [what, piece] of hostile) {
    it(`is not looked for behind 30 MB of ${what}`, () => {
      const file = Buffer.concat([startOfImage, Buffer.alloc(30_000_000, Buffer.from(piece))]);
      const before = process.cpuUsage();
      assert.equal(pixelSize(file), undefined);
      assert.ok(process.cpuUsage(before).user < 250_000);
    });
  }
});
