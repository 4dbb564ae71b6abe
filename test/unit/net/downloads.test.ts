import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type DownloadFlaw, type Problem, PromptError } from '../../../src/core/promptError.ts';
import { Downloads } from '../../../src/net/downloads.ts';
import { HttpClient } from '../../../src/net/httpClient.ts';
import { directNetwork } from '../../../src/net/networkSettings.ts';
import { startProxyServer } from '../../server/proxyServer.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const redirect =
  (location: string): Answer =>
  (_request, response) =>
    response.writeHead(302, { location, 'set-cookie': 'session=1' }).end();

describe('Downloads', () => {
  let server: Server;
  let origin: string;
  let answers: Record<string, Answer>;
  let requests: IncomingMessage[];
  let http: HttpClient;
  let cancellation: AbortController;

  beforeEach(async () => {
    answers = { '/a.png': (_request, response) => response.end('a picture') };
    requests = [];
    server = createServer((request, response) => {
      requests.push(request);
      const missing: Answer = (_request, response) => response.writeHead(404).end('no');
      (answers[request.url ?? ''] ?? missing)(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    http = new HttpClient();
    cancellation = new AbortController();
  });
  afterEach(async () => {
    await http.close();
    server.close();
    server.closeAllConnections();
  });

  const run = (timeoutMs = 10_000) => new Downloads({ http, timeoutMs, signal: cancellation.signal });
  const download = async (path: string) => String(Buffer.from(await run().bytesOf(`${origin}${path}`)));
  const problemOf = async (downloading: Promise<unknown>): Promise<Problem> => {
    const error = await downloading.then(
      () => assert.fail('it was downloaded'),
      (reason: unknown) => reason,
    );
    const problem = PromptError.problemOf(error);
    assert.ok(problem, String(error));
    return problem;
  };
  const flaw = (path: string, why: DownloadFlaw, host = new URL(origin).host): Problem => ({
    kind: 'imageUnreadable',
    flaw: { is: 'notDownloaded', host, address: `${origin}${path}`, why },
  });

  it('asks for the picture and tells nothing else', async () => {
    assert.equal(await download('/a.png'), 'a picture');
    const { method, headers } = requests[0] as IncomingMessage;
    assert.equal(method, 'GET');
    assert.deepEqual(Object.keys(headers).sort(), ['accept', 'connection', 'host', 'user-agent']);
  });

  it('ask once for what is read several times in a row', async () => {
    const downloads = run();
    await Promise.all([downloads.bytesOf(`${origin}/a.png`), downloads.bytesOf(`${origin}/a.png`)]);
    await downloads.bytesOf(`${origin}/a.png`);
    assert.equal(requests.length, 1);
  });

  it('ask once for what fails, too', async () => {
    const downloads = run();
    for (const _ of [1, 2]) await problemOf(downloads.bytesOf(`${origin}/none.png`));
    assert.equal(requests.length, 1);
  });

  it('hold only the latest in memory', async () => {
    const downloads = run();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'e', 'a']) {
      await downloads.bytesOf(`${origin}/${name}.png`).catch(() => {});
    }
    assert.deepEqual(
      requests.map(({ url }) => url),
      ['/a.png', '/b.png', '/c.png', '/d.png', '/e.png', '/a.png'],
    );
  });

  it('follow redirects, without the cookies that they set', async () => {
    answers['/moved'] = redirect('there/twice');
    answers['/there/twice'] = redirect(`${origin.replace('//', '//user:secret@')}/a.png`);
    assert.equal(await download('/moved'), 'a picture');
    assert.equal(requests.length, 3);
    for (const { headers } of requests) {
      assert.equal(headers.cookie, undefined);
      assert.equal(headers.authorization, undefined);
    }
  });

  for (const [what, location] of [
    ['round in circles', '/circle'],
    ['to a file', 'file:///etc/passwd'],
    ['to another machine of the private network', 'http://192.168.0.1/admin'],
    ['to the network of this machine by another name', 'http://localhost:1/'],
    ['nowhere', ''],
  ] as const) {
    it(`do not follow redirects ${what}`, async () => {
      answers['/circle'] = redirect(location);
      const problem = await problemOf(run().bytesOf(`${origin}/circle`));
      assert.deepEqual(problem, flaw('/circle', { was: 'redirected' }));
      assert.equal(requests.length, location === '/circle' || location === '' ? 6 : 1);
    });
  }

  for (const [status, was] of [
    [404, 'missing'],
    [410, 'missing'],
    [401, 'refused'],
    [403, 'refused'],
    [429, 'failing'],
    [500, 'failing'],
  ] as const) {
    it(`call ${status} ${was}`, async () => {
      answers['/a.png'] = (_request, response) => response.writeHead(status).end();
      assert.deepEqual(await problemOf(run().bytesOf(`${origin}/a.png`)), flaw('/a.png', { was, status }));
    });
  }

  it('stop at 30 MB and hang up, whatever length was told', async () => {
    let sentBytes = 0;
    let hungUp: Promise<unknown> | undefined;
    answers['/a.png'] = async (_request, response) => {
      hungUp = once(response, 'close');
      for (; !response.destroyed && sentBytes < 100_000_000; sentBytes += 1_000_000) {
        if (!response.write(Buffer.alloc(1_000_000))) await Promise.race([once(response, 'drain'), hungUp]);
      }
    };
    const problem = await problemOf(run().bytesOf(`${origin}/a.png`));
    assert.deepEqual(problem, flaw('/a.png', { was: 'tooLarge', maxBytes: 30_000_000 }));
    await hungUp;
    assert.ok(sentBytes < 60_000_000, `${sentBytes} bytes were sent`);
  });

  it('end after the time for all redirects together', async () => {
    answers['/a.png'] = async (request, response) => {
      await setTimeout(250);
      redirect('/a.png')(request, response);
    };
    const problem = await problemOf(run(600).bytesOf(`${origin}/a.png`));
    assert.deepEqual(problem, flaw('/a.png', { was: 'timedOut', timeoutSeconds: 0.6 }));
    assert.equal(requests.length, 3);
  });

  it('end when the user cancels', async () => {
    answers['/a.png'] = (_request, response) => {
      response.write('the beginning');
      void setTimeout(50).then(() => cancellation.abort());
    };
    assert.deepEqual(await problemOf(run().bytesOf(`${origin}/a.png`)), { kind: 'cancelled' });
  });

  it('say which host did not answer, be it the one that a redirect leads to', async () => {
    answers['/a.png'] = redirect('http://images.invalid/b.png');
    const problem = await problemOf(run().bytesOf(`${origin}/a.png`));
    const why = { was: 'unreachable', obstacle: 'nameUnknown' } as const;
    assert.deepEqual(problem, flaw('/a.png', why, 'images.invalid'));
  });

  it('go through the proxy of the settings', async () => {
    const proxy = await startProxyServer({ authorization: 'Basic other' });
    http = new HttpClient({
      settings: () => ({ maxAttempts: 1, network: { ...directNetwork, proxy: proxy.url } }),
    });
    const address = 'https://images.example/a.png';
    const problem = await problemOf(run().bytesOf(address));
    await proxy.close();
    assert.deepEqual(problem, {
      kind: 'imageUnreadable',
      flaw: {
        is: 'notDownloaded',
        host: 'images.example',
        address,
        why: { was: 'unreachable', obstacle: 'proxy' },
      },
    });
    assert.deepEqual(proxy.asked, ['CONNECT images.example:443']);
  });
});
