import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { inParallel } from '../../../src/core/inParallel.ts';

describe('Doing things in parallel', () => {
  it('gives the results in the order of the items, whichever is done first', async () => {
    const results = await inParallel(3, [3, 1, 2], async (item) => {
      for (let tick = 0; tick < item; tick++) await setImmediate();
      return item * 10;
    });
    assert.deepEqual(results, [30, 10, 20]);
  });

  it('gives nothing for nothing', async () => {
    assert.deepEqual(await inParallel(3, [], async () => 1), []);
  });

  it('does no more at once than it may', async () => {
    let [now, most] = [0, 0];
    await inParallel(4, Array.from({ length: 20 }), async () => {
      now += 1;
      most = Math.max(most, now);
      await setImmediate();
      now -= 1;
    });
    assert.equal(most, 4);
  });

  it('throws the first error, and begins with nothing after it', async () => {
    const begun: number[] = [];
    const failing = inParallel(2, [1, 2, 3, 4, 5, 6], async (item) => {
      begun.push(item);
      await setImmediate();
      if (item === 1) throw new Error('the first');
    });
    await assert.rejects(failing, /the first/);
    for (let tick = 0; tick < 10; tick++) await setImmediate();
    assert.deepEqual(begun, [1, 2]);
  });
});
