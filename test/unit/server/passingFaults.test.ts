import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chatBody, chatPath } from './chat.ts';
import { blue, png } from './pictures.ts';
import { useServer } from './useServer.ts';

describe('the contract server, in a bad minute', () => {
  const server = useServer();
  const send = (fault: string, image = blue) =>
    server.call({
      path: `/fault/${fault}/v3/img2prompt`,
      body: JSON.stringify({ image_file: image.toString('base64') }),
    });

  const passing: Record<string, readonly [status: number, retryAfter: RegExp | undefined]> = {
    '429-then-ok': [429, /^1$/],
    '429-date': [429, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/],
    '429-no-header-then-ok': [429, undefined],
    '503-then-ok': [503, undefined],
  };
  for (const [fault, [status, retryAfter]] of Object.entries(passing)) {
    it(`${fault}: the first request fails, the next is fine`, async () => {
      const first = await send(fault);
      assert.equal(first.status, status);
      if (retryAfter) assert.match(first.headers['retry-after'] ?? '', retryAfter);
      else assert.equal(first.headers['retry-after'], undefined);
      const second = await send(fault);
      assert.equal(second.status, 200);
      assert.equal(second.headers['retry-after'], undefined);
    });
  }

  it('429-date: 1 to 2 s ahead', async () => {
    const { headers } = await send('429-date', png(2, 2, [1, 2, 3, 255]));
    const aheadMs = Date.parse(headers['retry-after'] ?? '') - Date.now();
    assert.ok(aheadMs > 900 && aheadMs <= 2000, String(aheadMs));
  });

  it('counts each picture and each chat by itself, and begins anew after a success', async () => {
    const statuses: number[] = [];
    const other = png(3, 3, [1, 2, 3, 255]);
    for (const image of [blue, other, other, blue, blue])
      statuses.push((await send('429-then-ok', image)).status);
    assert.deepEqual(statuses, [429, 429, 200, 200, 429]);
    const chat = { path: `/fault/429-then-ok${chatPath}`, body: chatBody() };
    assert.deepEqual([(await server.call(chat)).status, (await server.call(chat)).status], [429, 200]);
  });

  it('does not count a request that is refused anyway', async () => {
    const path = '/fault/503-then-ok/v3/img2prompt';
    assert.equal((await server.call({ path, body: '{}' })).status, 400);
    assert.equal((await send('503-then-ok')).status, 503);
  });

  for (const [fault, retryAfter] of [
    ['429-always', '1'],
    ['429-hour', '3600'],
  ] as const) {
    it(`${fault}: again and again`, async () => {
      for (let time = 0; time < 3; time++) {
        const { status, headers } = await send(fault);
        assert.deepEqual([status, headers['retry-after']], [429, retryAfter]);
      }
    });
  }
});
