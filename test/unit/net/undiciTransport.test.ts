import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { afterEach, describe, it } from 'mocha';
import type { HttpAnswer, HttpRequest, HttpTransport, Way } from '../../../src/net/httpTransport.ts';
import { directNetwork, type NetworkSettings } from '../../../src/net/networkSettings.ts';
import { type TransportParts, undiciTransport } from '../../../src/net/undiciTransport.ts';
import { type ContractServer, startContractServer } from '../../server/contractServer.ts';
import { type ProxyServer, type ProxyServerOptions, startProxyServer } from '../../server/proxyServer.ts';
import { testAuthority, testCertificate, testKey } from '../../server/testCertificates.ts';
import { startTlsService, type TlsService } from '../../server/tlsService.ts';

describe('The HTTP transport', () => {
  const started: { close(): Promise<void> }[] = [];
  const closedLater = <Started extends { close(): Promise<void> }>(one: Started): Started => {
    started.push(one);
    return one;
  };
  afterEach(async () => {
    for (const one of started.splice(0).reverse()) await one.close();
  });

  const tlsService = async (): Promise<TlsService> => closedLater(await startTlsService());
  const contractServer = async (): Promise<ContractServer> => closedLater(await startContractServer());
  const proxyServer = async (options: ProxyServerOptions): Promise<ProxyServer> =>
    closedLater(await startProxyServer(options));
  /** A system that trusts the tests' authority, and a host that must not be asked. */
  const transport = (parts: Partial<TransportParts> = {}): HttpTransport =>
    closedLater(
      undiciTransport({
        readSystemCertificates: async () => [testAuthority],
        sendThroughHost: async () => assert.fail('the host was asked'),
        ...parts,
      }),
    );

  async function* body() {
    yield Buffer.from('{"image_file":');
    yield Buffer.from('"AAAA"}');
  }
  const request = (url: string, network: Partial<NetworkSettings> = {}): HttpRequest => ({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'content-length': '21', authorization: 'Bearer sk_1' },
    body,
    signal: new AbortController().signal,
    maxAnswerBytes: 1000,
    network: { ...directNetwork, ...network },
    mayAskHost: true,
  });
  type Failure = Error & { code?: string; cause?: { code?: string } };
  const failureOf = async (sending: Promise<unknown>): Promise<Failure> => {
    const error = await sending.then(
      () => assert.fail('it was sent'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    if (error instanceof assert.AssertionError) throw error; // the host was asked
    return error as Failure;
  };

  describe('through a proxy', () => {
    it('makes a tunnel and shows the service its certificate checked', async () => {
      const service = await tlsService();
      const proxy = await proxyServer({ ports: { 'service.example': service.port } });
      const answer = await transport().send(request('https://service.example/x', { proxy: proxy.url }));
      assert.equal(String(answer.body), '{"prompt":"by TLS"}');
      assert.deepEqual(service.requests, [{ authorization: 'Bearer sk_1', bodyBytes: 21 }]);
      assert.deepEqual(new Set(proxy.asked), new Set(['CONNECT service.example:443']));
    });

    it('shows the proxy its user name and password, and no key', async () => {
      const service = await tlsService();
      const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
      const proxy = await proxyServer({ ports: { 'service.example': service.port }, authorization });
      const named = proxy.url.replace('//', '//user:p%40ss@');
      const answer = await transport().send(request('https://service.example/', { proxy: named }));
      assert.equal(answer.status, 200);
      assert.deepEqual(new Set(proxy.authorizations), new Set([authorization]));
    });

    it('shows it what http.proxyAuthorization says', async () => {
      const service = await tlsService();
      const proxy = await proxyServer({
        ports: { 'service.example': service.port },
        authorization: 'Bearer of it',
      });
      const network = { proxy: proxy.url, proxyAuthorization: 'Bearer of it' };
      assert.equal((await transport().send(request('https://service.example/', network))).status, 200);
    });

    it('says that the proxy refuses, without the password that it refused', async () => {
      const proxy = await proxyServer({ authorization: 'Basic other' });
      const named = proxy.url.replace('//', '//user:secret@');
      const error = await failureOf(transport().send(request('https://service.example/', { proxy: named })));
      assert.equal(error.code, 'ERR_PROXY_REFUSED');
      assert.match(error.message, /407/);
      assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /secret|dXNlcj/);
    });

    it('says so of a proxy that cannot reach the service', async () => {
      const proxy = await proxyServer({ refusesWith: 502 });
      const error = await failureOf(
        transport().send(request('https://service.example/', { proxy: proxy.url })),
      );
      assert.equal(error.code, 'ERR_PROXY_UNREACHABLE');
    });

    for (const target of ['https://service.example/', 'http://10.255.255.1/']) {
      for (const scheme of ['http', 'socks5']) {
        it(`says that it was the ${scheme} proxy that did not answer, on the way to ${target}`, async () => {
          const stopped = await startProxyServer();
          await stopped.close();
          const network = { proxy: stopped.url.replace('http', scheme) };
          const error = await failureOf(transport().send(request(target, network)));
          assert.equal(error.code, 'ERR_PROXY_UNREACHABLE');
          assert.equal(error.cause?.code, 'ECONNREFUSED');
        });
      }
    }

    it('asks it for plain http without a tunnel', async () => {
      const service = await contractServer();
      const proxy = await proxyServer({ ports: { '10.255.255.1': Number(new URL(service.url).port) } });
      const answer = await transport().send(
        request('http://10.255.255.1/v3/img2prompt', { proxy: proxy.url }),
      );
      assert.equal(service.requests.length, 1, String(answer.body));
      assert.deepEqual(proxy.asked, ['POST http://10.255.255.1/v3/img2prompt']);
    });

    it('takes another way as soon as the settings name one', async () => {
      const service = await tlsService();
      const ports = { 'service.example': service.port };
      const [first, second] = [await proxyServer({ ports }), await proxyServer({ ports })];
      const http = transport();
      await http.send(request('https://service.example/', { proxy: first.url }));
      const askedBefore = first.asked.length;
      await http.send(request('https://service.example/', { proxy: second.url }));
      assert.ok(second.asked.length > 0);
      assert.equal(first.asked.length, askedBefore);
    });

    it('reaches loopback directly', async () => {
      const service = await contractServer();
      const proxy = await proxyServer({});
      await transport().send(request(`${service.url}/v3/img2prompt`, { proxy: proxy.url }));
      assert.equal(service.requests.length, 1);
      assert.deepEqual(proxy.asked, []);
    });

    describe('that is reached by TLS', () => {
      const tls = { key: testKey, cert: testCertificate };

      it('checks its certificate', async () => {
        const proxy = await proxyServer({ tls });
        const network = { proxy: proxy.url, trustsSystem: false };
        const error = await failureOf(transport().send(request('https://service.example/', network)));
        assert.equal(error.code, 'ERR_PROXY_UNREACHABLE');
        assert.match(error.cause?.code ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
        assert.deepEqual(proxy.asked, []);
      });

      it('trusts it where the system does', async () => {
        const service = await tlsService();
        const proxy = await proxyServer({ tls, ports: { 'service.example': service.port } });
        const answer = await transport().send(request('https://service.example/', { proxy: proxy.url }));
        assert.equal(answer.status, 200);
      });

      it('checks with http.proxyStrictSSL off not the proxy, but still the service', async () => {
        const service = await tlsService();
        const proxy = await proxyServer({ tls, ports: { 'service.example': service.port } });
        const network = { proxy: proxy.url, checksProxyCertificate: false, trustsSystem: false };
        const error = await failureOf(transport().send(request('https://service.example/', network)));
        assert.match(error.code ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
        assert.deepEqual(proxy.asked, ['CONNECT service.example:443']);
        assert.deepEqual(service.requests, []);
      });
    });
  });

  describe('with a certificate whose issuer Node does not know', () => {
    it('asks the system whom it trusts, once for the session', async () => {
      const service = await tlsService();
      let readings = 0;
      const http = transport({
        readSystemCertificates: async () => {
          readings += 1;
          return [testAuthority];
        },
      });
      const url = `https://localhost:${service.port}/`;
      for (let sent = 0; sent < 3; sent++) assert.equal((await http.send(request(url))).status, 200);
      assert.equal((await http.send(request(`https://127.0.0.1:${service.port}/`))).status, 200);
      assert.equal(readings, 1);
      assert.equal(service.requests.length, 4);
    });

    it('does not ask where http.systemCertificates is off', async () => {
      const service = await tlsService();
      const http = transport({ readSystemCertificates: async () => assert.fail('it asked') });
      const url = `https://localhost:${service.port}/`;
      const error = await failureOf(http.send(request(url, { trustsSystem: false })));
      assert.match(error.code ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
      assert.deepEqual(service.requests, []);
    });

    for (const [what, readSystemCertificates] of [
      ['trusts nobody more', async () => []],
      ['cannot say', () => Promise.reject(new Error('it took too long'))],
    ] as const) {
      it(`sends nothing where the system ${what}`, async () => {
        const service = await tlsService();
        const http = transport({ readSystemCertificates });
        const error = await failureOf(http.send(request(`https://localhost:${service.port}/`)));
        assert.match(error.code ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
        assert.deepEqual(service.requests, []);
      });
    }

    it('stops waiting for the system when it is cancelled', async () => {
      const service = await tlsService();
      const cancellation = new AbortController();
      const http = transport({
        readSystemCertificates: () => {
          cancellation.abort();
          return new Promise(() => {});
        },
      });
      const url = `https://localhost:${service.port}/`;
      await failureOf(http.send({ ...request(url), signal: cancellation.signal }));
      assert.deepEqual(service.requests, []);
    });

    it('checks certificates whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
      const service = await tlsService();
      const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      try {
        const url = `https://localhost:${service.port}/`;
        await failureOf(transport().send(request(url, { trustsSystem: false })));
      } finally {
        if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      }
      assert.deepEqual(service.requests, []);
    });

    it('sends nothing to a service whose certificate is another’s', async () => {
      const service = await tlsService();
      const proxy = await proxyServer({ ports: { 'other.example': service.port } });
      const error = await failureOf(
        transport().send(request('https://other.example/', { proxy: proxy.url })),
      );
      assert.equal(error.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
      assert.deepEqual(service.requests, []);
    });
  });

  describe('asked for the way to a service', () => {
    const proxy = 'http://user:secret@proxy.example:3128';
    const ways: [behaviour: string, url: string, network: Partial<NetworkSettings>, way: Way][] = [
      ['says that it is straight where no proxy is named', 'https://service.example/', {}, 'direct'],
      [
        'says that it is straight to loopback in spite of a proxy',
        'http://127.0.0.1:1/',
        { proxy },
        'direct',
      ],
      [
        'names the proxy of the settings, without its password',
        'https://service.example/',
        { proxy },
        { proxy: 'proxy.example:3128' },
      ],
      [
        'names the proxy of the environment, without its password',
        'https://service.example/',
        { environment: { HTTPS_PROXY: 'socks5://user:secret@socks.example:1080' } },
        { proxy: 'socks.example:1080' },
      ],
    ];
    for (const [behaviour, url, network, way] of ways) {
      it(behaviour, () => {
        assert.deepEqual(transport().wayTo(new URL(url), { ...directNetwork, ...network }), way);
      });
    }

    it('repeats nothing of what is set as the proxy and is none', () => {
      const network = { ...directNetwork, proxy: 'ftp://user:secret@proxy.example' };
      assert.throws(
        () => transport().wayTo(new URL('https://service.example/'), network),
        (error: Failure) => {
          assert.equal(error.code, 'ERR_PROXY_ADDRESS');
          assert.doesNotMatch(inspect(error), /secret/);
          return true;
        },
      );
    });
  });

  describe("with the host's fetch", () => {
    /** No loopback by name, where nothing answers. */
    const closedPort = async () => {
      const stopped = await startProxyServer();
      await stopped.close();
      return `https://0.0.0.0:${new URL(stopped.url).port}/`;
    };
    const hostThat = (answer: (request: HttpRequest) => Promise<HttpAnswer>) => {
      const asked: string[] = [];
      const sendThroughHost = (sent: HttpRequest) => {
        asked.push(sent.url);
        return answer(sent);
      };
      return { asked, sendThroughHost };
    };
    const answers = async () => ({ status: 200, headers: {}, body: Buffer.from('by the host') });
    const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

    it('tries it where no connection can be made, and goes there at once from then on', async () => {
      const { asked, sendThroughHost } = hostThat(answers);
      const http = transport({ sendThroughHost });
      const url = await closedPort();
      assert.equal(String((await http.send(request(url))).body), 'by the host');
      assert.equal(String((await http.send({ ...request(url), mayAskHost: false })).body), 'by the host');
      assert.deepEqual(asked, [url, url]);
    });

    it('forgets that when the settings change', async () => {
      const { asked, sendThroughHost } = hostThat(answers);
      const http = transport({ sendThroughHost });
      const url = await closedPort();
      await http.send(request(url));
      assert.equal(http.wayTo(new URL(url), directNetwork), 'host');
      const network = { noProxy: ['other.example'] };
      assert.equal(http.wayTo(new URL(url), { ...directNetwork, ...network }), 'direct');
      await failureOf(http.send({ ...request(url, network), mayAskHost: false }));
      assert.equal(asked.length, 1);
    });

    it('says what was wrong with the direct way where the host cannot connect, either', async () => {
      const { sendThroughHost } = hostThat(fails('ENOTFOUND'));
      const error = await failureOf(transport({ sendThroughHost }).send(request(await closedPort())));
      assert.equal(error.code, 'ECONNREFUSED');
    });

    it('says what went wrong later on the way through the host', async () => {
      const { sendThroughHost } = hostThat(fails('ECONNRESET'));
      const error = await failureOf(transport({ sendThroughHost }).send(request(await closedPort())));
      assert.equal(error.code, 'ECONNRESET');
    });

    it('tries it for an issuer that the system does not know, either', async () => {
      const service = await tlsService();
      const { sendThroughHost } = hostThat(answers);
      const http = transport({ sendThroughHost, readSystemCertificates: async () => [] });
      assert.equal(
        String((await http.send(request(`https://0.0.0.0:${service.port}/`))).body),
        'by the host',
      );
    });

    const reasonsNotTo: [what: string, network: Partial<NetworkSettings>][] = [
      ['http.proxySupport is off', { usesProxies: false }],
      ['http.noProxy names the service', { noProxy: ['0.0.0.0'] }],
      ['http.proxy is set', { proxy: 'http://127.0.0.1:1' }],
      ['HTTPS_PROXY is set', { environment: { HTTPS_PROXY: 'http://127.0.0.1:1' } }],
    ];
    for (const [what, network] of reasonsNotTo) {
      it(`does not try it where ${what}`, async () => {
        await failureOf(transport().send(request(await closedPort(), network)));
      });
    }

    it('does not try it for loopback', async () => {
      const url = (await closedPort()).replace('0.0.0.0', '127.0.0.1');
      await failureOf(transport().send(request(url)));
    });

    it('does not try it once a service has been reached', async () => {
      const service = await contractServer();
      const url = service.url.replace('127.0.0.1', '0.0.0.0');
      const error = await failureOf(transport().send(request(`${url}/fault/reset-before/v3/img2prompt`)));
      assert.match(error.code ?? '', /ECONNRESET|UND_ERR_SOCKET|EPIPE/);
      assert.equal(service.requests.length, 1);
    });

    it('does not try it where the environment has the host check no certificates', async () => {
      const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      try {
        await failureOf(transport().send(request(await closedPort())));
      } finally {
        if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      }
    });
  });
});
