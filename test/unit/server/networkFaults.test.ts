import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'mocha';
import { chatBody, chatPath } from './chat.ts';
import { blue, padded } from './pictures.ts';
import { until, useServer } from './useServer.ts';

describe('the contract server, on a bad line', () => {
  const server = useServer();
  const paths = { chat: chatPath, models: '/openai/v1/models' };

  /** Milliseconds until the headers were there and until the answer was whole, and that answer. */
  async function time(path: string, body?: string) {
    const beganMs = performance.now();
    const outgoing = server.begin({ path, ...(body === undefined ? {} : { body }) });
    const responded = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    outgoing.end(body);
    const [response] = await responded;
    const headersMs = performance.now() - beganMs;
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return {
      headersMs,
      wholeMs: performance.now() - beganMs,
      pieces: chunks.length,
      text: Buffer.concat(chunks).toString(),
    };
  }

  for (const [kind, path] of Object.entries(paths)) {
    const body = kind === 'chat' ? chatBody() : undefined;

    it(`slow-headers-60: keeps ${kind} waiting for the headers`, async () => {
      const { headersMs, text } = await time(`/fault/slow-headers-60${path}`, body);
      assert.ok(headersMs >= 59, String(headersMs));
      JSON.parse(text);
    });

    it(`slow-body-300: gives ${kind} the headers at once and the body in pieces`, async () => {
      const { headersMs, wholeMs, pieces, text } = await time(`/fault/slow-body-300${path}`, body);
      assert.ok(wholeMs - headersMs >= 200, `${headersMs} ${wholeMs}`);
      assert.ok(pieces > 1, String(pieces));
      JSON.parse(text);
    });
  }

  it('slow-60000: leaves the models alone', async () => {
    const { wholeMs } = await time('/fault/slow-60000/openai/v1/models');
    assert.ok(wholeMs < 5000);
  });

  it('slow-headers-60000: a refused key is refused at once', async () => {
    const headers = { authorization: 'Bearer sk_refused' };
    const path = `/fault/slow-headers-60000${chatPath}`;
    assert.equal((await server.call({ path, headers, body: chatBody() })).status, 403);
  });

  for (const fault of ['slow-headers-60000', 'slow-body-60000']) {
    it(`${fault}: notices a client that goes away`, async () => {
      const arrived = server.requests.length;
      const outgoing = server.begin({ path: `/fault/${fault}${chatPath}`, body: chatBody() });
      outgoing.on('error', () => {}).end(chatBody());
      await until(() => server.requests.length > arrived && server.lastRequest?.model !== undefined);
      const seen = server.lastRequest;
      outgoing.destroy();
      await until(() => seen?.closedByClient === true);
    });
  }

  it('reset-within-body: with a part of the body', async () => {
    const body = JSON.stringify({ image_file: padded(blue, 20_000_000).toString('base64') });
    await assert.rejects(server.call({ path: '/fault/reset-within-body/v3/img2prompt', body }), {
      code: /ECONNRESET|EPIPE/,
    });
    assert.equal(server.lastRequest?.bodySha256, undefined);
    assert.equal(server.lastRequest?.closedByClient, false);
  });

  for (const fault of ['reset-within-body', 'reset-before', 'reset-after-body']) {
    it(`${fault}: for a call without a body too`, async () => {
      await assert.rejects(server.call({ path: `/fault/${fault}/openai/v1/models` }), { code: 'ECONNRESET' });
    });
  }
});
