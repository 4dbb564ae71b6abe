import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BodyWatch } from '../../../src/net/bodyWatch.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('The watch over a body', () => {
  it('sees nothing before the body is asked for', () => {
    const watch = new BodyWatch(() => pieces('a', 'b'));
    watch.body?.();
    assert.deepEqual([watch.began, watch.isHandedOver], [false, false]);
  });

  it('sees the last piece before it is handed over, and not earlier', async () => {
    const watch = new BodyWatch(() => pieces('a', 'b', 'c'));
    const seen: [string, boolean][] = [];
    for await (const piece of watch.body?.() ?? []) seen.push([String(piece), watch.isHandedOver]);
    assert.deepEqual(seen, [
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    assert.equal(watch.began, true);
  });

  it('sees the end of a body without a piece', async () => {
    const watch = new BodyWatch(() => pieces());
    for await (const _ of watch.body?.() ?? []) assert.fail();
    assert.equal(watch.isHandedOver, true);
  });

  it('takes a request without a body for handed over', () => {
    const watch = new BodyWatch(undefined);
    assert.deepEqual([watch.body, watch.isHandedOver], [undefined, true]);
  });
});
