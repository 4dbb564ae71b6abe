import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { HttpClient, type Sending } from '../../../src/net/httpClient.ts';
import { directNetwork, type NetworkSettings } from '../../../src/net/networkSettings.ts';
import { startProxyServer } from '../../server/proxyServer.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const wholeBody = async (request: IncomingMessage) => {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
};
const ok: Answer = async (request, response) => {
  const bytes = await wholeBody(request);
  response.end(`${bytes}`);
};
const status =
  (code: number, retryAfter?: string): Answer =>
  async (request, response) => {
    await wholeBody(request);
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    response.writeHead(code).end('busy');
  };
const resetAtOnce: Answer = (request) => request.socket.resetAndDestroy();
const resetWithinBody: Answer = (request) => request.once('data', () => request.socket.resetAndDestroy());
const resetAfterBody: Answer = async (request) => {
  await wholeBody(request);
  request.socket.resetAndDestroy();
};

/** Far more than the buffers of a loopback connection take. */
const largeBodyBytes = 64 * 1024 * 1024;

describe('The HTTP client', () => {
  let server: Server;
  let url: string;
  /** What the server does with the requests, one after the other; with the last again and again. */
  let script: Answer[];
  let requests: IncomingMessage[];
  /** For how long the client waited between attempts, in milliseconds. */
  let waits: number[];
  let nowMs: number;
  let whileAsleep: () => void;
  let http: HttpClient;

  const clientWith = (maxAttempts: number, network: Partial<NetworkSettings> = {}) =>
    new HttpClient({
      settings: () => ({ maxAttempts, network: { ...directNetwork, ...network } }),
      clock: {
        now: () => nowMs,
        random: () => 1,
        sleep: async (ms, signal) => {
          waits.push(ms);
          nowMs += ms;
          whileAsleep();
          signal.throwIfAborted();
        },
      },
    });

  beforeEach(async () => {
    [script, requests, waits, nowMs, whileAsleep] = [[ok], [], [], Date.now(), () => {}];
    server = createServer((request, response) => {
      requests.push(request);
      request.on('error', () => {});
      (script[Math.min(requests.length, script.length) - 1] ?? ok)(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    http = clientWith(4);
  });
  afterEach(async () => {
    await http.close();
    server.close();
    server.closeAllConnections();
  });

  const bodyOf = (bytes: number): Partial<Sending> => ({
    headers: { 'content-length': String(bytes) },
    body: async function* () {
      for (let left = bytes; left > 0; left -= 64 * 1024) yield Buffer.alloc(Math.min(left, 64 * 1024));
    },
  });
  const send = (sending: Partial<Sending> = {}) =>
    http.send({
      method: 'POST',
      url,
      host: 'service.example',
      timeoutMs: 60_000,
      signal: new AbortController().signal,
      ...({ headers: {}, ...bodyOf(100) } as Pick<Sending, 'headers'>),
      ...sending,
    });
  const problemOf = async (sending: Promise<unknown>): Promise<Problem> => {
    const error = await sending.then(
      () => assert.fail('it was sent'),
      (reason: unknown) => reason,
    );
    const problem = PromptError.problemOf(error);
    assert.ok(problem, String(error));
    return problem;
  };
  const lost = { kind: 'unreachable', host: 'service.example', obstacle: 'connectionLost' };

  it('sends a request without a body', async () => {
    const answer = await http.send({
      method: 'GET',
      url,
      host: 'service.example',
      headers: { 'x-test': '1' },
      timeoutMs: 5000,
      signal: new AbortController().signal,
    });
    assert.equal(answer.body, '0');
    assert.equal(requests[0]?.method, 'GET');
    assert.equal(requests[0]?.headers['x-test'], '1');
  });

  it('makes the body anew for each attempt', async () => {
    script = [status(429, '3'), status(503), ok];
    const answer = await send();
    assert.deepEqual([answer.status, answer.body, requests.length], [200, '100', 3]);
    assert.deepEqual(waits, [3000, 1000]);
  });

  it('gives the answer that remains after the last attempt', async () => {
    script = [status(429)];
    const answer = await send();
    assert.deepEqual([answer.status, requests.length], [429, 4]);
    assert.deepEqual(waits, [500, 1000, 2000]);
  });

  it('sends once where one attempt is what the user set', async () => {
    http = clientWith(1);
    script = [status(429)];
    assert.equal((await send()).status, 429);
    assert.deepEqual([requests.length, waits], [1, []]);
  });

  it('does not wait for what comes after the time that the user set', async () => {
    script = [status(429, '3600')];
    assert.equal((await send()).status, 429);
    assert.deepEqual([requests.length, waits], [1, []]);
  });

  it('counts the waits as time that the user set', async () => {
    script = [status(429, '25')];
    assert.equal((await send()).status, 429);
    assert.deepEqual(waits, [25_000, 25_000]);
  });

  for (const [what, reset] of [
    ['before the body', resetAtOnce],
    ['within the body', resetWithinBody],
  ] as const) {
    it(`sends again after a reset ${what}`, async () => {
      script = [reset, ok];
      const answer = await send(bodyOf(largeBodyBytes));
      assert.equal(answer.body, String(largeBodyBytes));
      assert.equal(requests.length, 2);
    });
  }

  it('never sends again once the whole body was handed over', async () => {
    script = [resetAfterBody, ok];
    assert.deepEqual(await problemOf(send()), lost);
    assert.equal(requests.length, 1);
  });

  const oddAnswers: [what: string, answer: string, obstacle: string][] = [
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'network'],
    ['of headers without end', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n`, 'network'],
    ['no number of bytes', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'network'],
    ['shorter than it says', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nHTTP', 'connectionLost'],
  ];
  for (const [what, answer, obstacle] of oddAnswers) {
    it(`says that there was no answer where it is ${what}`, async () => {
      script = [({ socket }) => socket.end(answer)];
      assert.deepEqual(await problemOf(send()), { ...lost, obstacle });
    });
  }

  it('asks again for what costs nothing', async () => {
    script = [resetAfterBody, ok];
    const { status } = await http.send({
      method: 'GET',
      url,
      host: 'service.example',
      headers: {},
      timeoutMs: 5000,
      signal: new AbortController().signal,
    });
    assert.equal(status, 200);
  });

  it('tries a refused connection as often as the user set, and then says so', async () => {
    server.close();
    await once(server, 'close');
    assert.deepEqual(await problemOf(send()), { ...lost, obstacle: 'connectionRefused' });
    assert.equal(waits.length, 3);
  });

  it('blames the proxy where it refuses, after one attempt', async () => {
    const proxy = await startProxyServer({ authorization: 'Basic other' });
    http = clientWith(4, { proxy: proxy.url });
    const problem = await problemOf(send({ url: 'https://service.example/' }));
    await proxy.close();
    assert.deepEqual(problem, { ...lost, obstacle: 'proxy' });
    assert.deepEqual(proxy.asked, ['CONNECT service.example:443']);
  });

  it('blames the proxy for a 407, too', async () => {
    const proxy = await startProxyServer({ authorization: 'Basic other' });
    http = clientWith(4, { proxy: proxy.url });
    const problem = await problemOf(send({ url: 'http://10.255.255.1/' }));
    await proxy.close();
    assert.deepEqual(problem, { ...lost, obstacle: 'proxy' });
  });

  describe('when cancelled', () => {
    let cancellation: AbortController;
    beforeEach(() => {
      cancellation = new AbortController();
    });
    const cancelled = async (sending: Partial<Sending> = {}) => {
      const startedMs = performance.now();
      const problem = await problemOf(send({ signal: cancellation.signal, ...sending }));
      assert.deepEqual(problem, { kind: 'cancelled' });
      assert.ok(performance.now() - startedMs < 3000, 'it stops at once');
    };

    it('stops before the connection', async () => {
      cancellation.abort();
      await cancelled();
      assert.equal(requests.length, 0);
    });

    it('stops while connecting', async () => {
      const proxy = await startProxyServer({ hangs: true });
      http = clientWith(4, { proxy: proxy.url });
      setTimeout(() => cancellation.abort(), 100);
      await cancelled({ url: 'https://service.example/' });
      assert.equal(proxy.asked.length, 1);
      await proxy.close();
    });

    it('stops while sending', async () => {
      script = [
        (request) =>
          request.once('data', () => {
            request.pause();
            cancellation.abort();
          }),
      ];
      await cancelled(bodyOf(largeBodyBytes));
      assert.equal(requests.length, 1);
    });

    it('stops while waiting between attempts', async () => {
      script = [status(429)];
      whileAsleep = () => cancellation.abort();
      await cancelled();
      assert.equal(requests.length, 1);
    });

    it('stops while waiting for the answer, and hangs up', async () => {
      let hungUp: Promise<unknown> | undefined;
      script = [
        async (request, response) => {
          hungUp = once(response, 'close');
          await wholeBody(request);
          cancellation.abort();
        },
      ];
      await cancelled();
      await hungUp;
    });

    it('stops while reading the answer, and hangs up', async () => {
      let hungUp: Promise<unknown> | undefined;
      script = [
        async (request, response) => {
          hungUp = once(response, 'close');
          await wholeBody(request);
          response.write('the beginning');
          setTimeout(() => cancellation.abort(), 100);
        },
      ];
      await cancelled();
      await hungUp;
    });
  });

  it('gives up after the time that the user set, without another attempt', async () => {
    script = [() => {}];
    const problem = await problemOf(send({ timeoutMs: 200 }));
    assert.deepEqual(problem, { kind: 'timedOut', host: 'service.example', timeoutSeconds: 0.2 });
    assert.equal(requests.length, 1);
  });
});
