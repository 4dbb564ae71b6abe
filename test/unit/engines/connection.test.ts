import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { type Connection, checkConnection } from '../../../src/engines/connection.ts';
import { Img2promptEngine } from '../../../src/engines/img2prompt.ts';
import type { Service } from '../../../src/engines/service.ts';
import { HttpClient, type Sending } from '../../../src/net/httpClient.ts';
import { directNetwork, type NetworkSettings } from '../../../src/net/networkSettings.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';
import { type ContractServer, startContractServer } from '../../server/contractServer.ts';
import { type ProxyServer, startProxyServer } from '../../server/proxyServer.ts';

/** What failed when a proxy did. */
const throughProxy = { kind: 'unreachable', obstacle: 'proxy' } as Partial<Problem>;

/** The balance is asked for at the origin of a service, where no fault can be asked for. */
class WithoutBalance extends HttpClient {
  override send(sending: Sending) {
    return super.send({
      ...sending,
      url: sending.url.replace('/openapi/', '/fault/balance-forbidden/openapi/'),
    });
  }
}

describe('Checking a connection', () => {
  let server: ContractServer;
  let proxy: ProxyServer;
  let http: HttpClient;

  before(async () => {
    server = await startContractServer();
    proxy = await startProxyServer({ ports: { '10.255.255.1': Number(new URL(server.url).port) } });
  });
  afterEach(() => http.close());
  after(async () => {
    await proxy.close();
    await server.close();
  });

  const check = async (
    base: string,
    key: string | undefined,
    network: Partial<NetworkSettings> = {},
    Http = HttpClient,
  ): Promise<Connection> => {
    http = new Http({
      settings: () => ({ maxAttempts: 1, network: { ...directNetwork, ...network } }),
    });
    const keys = { get: async () => key, ask: () => assert.fail('the user was asked') };
    const serviceAt = (address: string): Service => ({
      address: parseServiceAddress(address),
      http,
      keys,
      timeoutMs: 5000,
    });
    const service = serviceAt(base);
    const engine = new Img2promptEngine(service);
    const visionService = serviceAt(`${base}/openai/v1`);
    return checkConnection(service, visionService, engine.probe.bind(engine), new AbortController().signal);
  };

  const connections: [
    behaviour: string,
    path: string,
    key: string | undefined,
    found: Partial<Connection>,
  ][] = [
    [
      'tells key, balance and models of a service in good order',
      '',
      'sk_good',
      { failure: undefined, isOffered: true, key: 'accepted', balanceUsd: 100, visionModels: 3 },
    ],
    ['tells that the key is refused', '', 'sk_refused', { key: 'refused', balanceUsd: undefined }],
    ['tells that a key is wanted', '', undefined, { key: 'missing' }],
    ['tells that no key is set and none wanted', '/keyless', undefined, { key: 'none', isOffered: true }],
    ['tells that the API is retired', '/fault/retired', 'sk_good', { isOffered: false, visionModels: 3 }],
  ];
  for (const [behaviour, path, key, found] of connections) {
    it(behaviour, async () => {
      assert.partialDeepStrictEqual(await check(server.url + path, key), { way: 'direct', ...found });
    });
  }

  it('leaves the balance out where the key may not see it, which says nothing of the key', async () => {
    const connection = await check(server.url, 'sk_good', {}, WithoutBalance);
    assert.partialDeepStrictEqual(connection, { key: 'accepted', balanceUsd: undefined, visionModels: 3 });
    assert.ok(server.requests.some(({ path }) => path.startsWith('/fault/balance-forbidden/')));
  });

  it('sends no picture', () => {
    assert.ok(server.requests.every(({ imageBytes }) => imageBytes === undefined));
  });

  it('names the proxy that it went through', async () => {
    const named = proxy.url.replace('//', '//user:secret@');
    const connection = await check('http://10.255.255.1', 'sk_good', { proxy: named });
    assert.deepEqual(connection.way, { proxy: new URL(proxy.url).host });
    assert.equal(connection.key, 'accepted');
    assert.ok(proxy.asked.includes('POST http://10.255.255.1/v3/img2prompt'));
  });

  it('names the proxy that did not answer', async () => {
    const stopped = await startProxyServer();
    await stopped.close();
    const connection = await check('http://10.255.255.1', 'sk_good', { proxy: stopped.url });
    assert.deepEqual(connection.way, { proxy: new URL(stopped.url).host });
    assert.partialDeepStrictEqual(PromptError.problemOf(connection.failure), throughProxy);
  });

  it('names no way where what is set as the proxy is none', async () => {
    const connection = await check('http://10.255.255.1', 'sk_good', { proxy: 'ftp://proxy.example' });
    assert.equal(connection.way, undefined);
    assert.partialDeepStrictEqual(PromptError.problemOf(connection.failure), throughProxy);
  });
});
