import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isUpright } from '../../../../src/images/asItIs/exifOrientation.ts';
import { exifOrientation } from '../../../images/exifOrientation.ts';

/** A block with some of its bytes replaced. */
function patched(block: Buffer, at: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(block);
  copy.set(bytes, at);
  return copy;
}

describe('The orientation of an EXIF block', () => {
  for (const littleEndian of [true, false]) {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      it(`turns at ${orientation}, ${littleEndian ? 'little' : 'big'} end first`, () => {
        assert.equal(isUpright(exifOrientation(orientation, { littleEndian })), false);
      });
    }
    it(`is upright at 1, ${littleEndian ? 'little' : 'big'} end first`, () => {
      assert.equal(isUpright(exifOrientation(1, { littleEndian })), true);
    });
  }

  const turned = exifOrientation(6);
  const upright: [what: string, block: Buffer][] = [
    ['an empty block', Buffer.alloc(0)],
    ['a block that ends in its header', turned.subarray(0, 7)],
    ['a block without a byte order', patched(exifOrientation(6, { littleEndian: false }), 0, [0x49, 0x4d])],
    ['a directory behind the end', patched(turned, 4, [0xff, 0xff, 0xff, 0xff])],
    ['a directory that is cut off before the orientation', turned.subarray(0, 33)],
    ['a directory that counts fewer entries', patched(turned, 8, [1, 0])],
    ['an orientation of 0', exifOrientation(0)],
    ['an orientation of 9', exifOrientation(9)],
  ];
  for (const [what, block] of upright) {
    it(`turns nothing for ${what}`, () => assert.equal(isUpright(block), true));
  }

  it('is found in a directory that counts more entries than it has', () => {
    assert.equal(isUpright(patched(turned, 8, [0xff, 0xff])), false);
  });
});
