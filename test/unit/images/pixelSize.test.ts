import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pixelSize } from '../../../src/images/pixelSize.ts';

describe('The size of a picture', () => {
  const startOfImage = Buffer.from([0xff, 0xd8]);
  const frame = Buffer.from([0xff, 0xc0, 0, 8, 8, 0, 2, 0, 3, 1]); // 2 pixels high, 3 wide
  const size = { widthPx: 3, heightPx: 2 };

  const before: [what: string, piece: readonly number[]][] = [
    ['markers that stand alone', [0xff, 0xd0]],
    ['empty segments', [0xff, 0xe1, 0, 2]],
  ];
  for (const [what, piece] of before) {
    it(`is found behind a few ${what}, and not looked for behind a million`, () => {
      const behind = (times: number) =>
        Buffer.concat([startOfImage, Buffer.alloc(times * piece.length, Buffer.from(piece)), frame]);
      assert.deepEqual(pixelSize(behind(100)), size);
      assert.equal(pixelSize(behind(1_000_000)), undefined);
    });
  }

  it('is found behind 30 MB of filling', () => {
    assert.deepEqual(pixelSize(Buffer.concat([startOfImage, Buffer.alloc(30_000_000, 0xff), frame])), size);
  });
});
