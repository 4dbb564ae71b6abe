import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, commands, extensions, workspace } from 'vscode';
import { PromptError } from '../../src/core/promptError.ts';
import { HttpClient } from '../../src/net/httpClient.ts';
import type { HttpTransport } from '../../src/net/httpTransport.ts';
import { networkSettings } from '../../src/vscode/network/networkSettings.ts';
import { type ContractServer, startContractServer } from '../server/contractServer.ts';
import { type ProxyServer, startProxyServer } from '../server/proxyServer.ts';
import { testAuthority } from '../server/testCertificates.ts';
import { startTlsService, type TlsService } from '../server/tlsService.ts';
import { sample, useServer } from './scene.ts';

const setHttp = (name: string, value: unknown) =>
  workspace.getConfiguration('http').update(name, value, ConfigurationTarget.Global);

describe('The network as VS Code sets it', () => {
  const own = useServer();
  let plain: ContractServer;
  let service: TlsService;
  let proxies: ProxyServer[];
  let folder: string;
  const { SSL_CERT_FILE } = process.env;

  before(async () => {
    plain = await startContractServer();
    service = await startTlsService();
    const ports = {
      'service.example': service.port,
      'plain.example': Number(new URL(plain.url).port),
    };
    proxies = [await startProxyServer({ ports }), await startProxyServer({ ports })];
    folder = mkdtempSync(join(tmpdir(), 'authorities-'));
    writeFileSync(join(folder, 'authorities.pem'), testAuthority);
  });
  afterEach(async () => {
    await setHttp('proxy', undefined);
  });
  after(async () => {
    if (SSL_CERT_FILE === undefined) delete process.env.SSL_CERT_FILE;
    else process.env.SSL_CERT_FILE = SSL_CERT_FILE;
    rmSync(folder, { recursive: true });
    for (const server of [...proxies, service, plain]) await server.close();
  });

  const generate = () => commands.executeCommand('img2prompt.openInNewDocument', sample('castle.png'));
  const shippedClient = () =>
    new HttpClient({
      settings: () => ({ network: networkSettings(), maxAttempts: 1 }),
      loadTransport: async () => shippedTransport(),
    });
  const sendingTo = (url: string) => ({
    method: 'POST' as const,
    url,
    host: new URL(url).host,
    headers: {},
    timeoutMs: 20_000,
    signal: new AbortController().signal,
  });

  /** No name server knows these hosts, so that they are reached through the proxy only. */
  const requestsOfOthers: [url: string, init?: RequestInit][] = [
    ['http://plain.example/'],
    [
      'http://plain.example/keyless/v3/img2prompt',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    ],
    ['http://plain.example/fault/redirect/v3/img2prompt', { method: 'POST', body: '{}' }],
    ['https://service.example/'], // nobody vouches for its certificate
  ];
  /** What another extension gets of them, and how it reaches the last, which is never on a connection kept open. */
  const fetchedByOther = async (proxy: ProxyServer) => {
    const asked = proxy.asked.length;
    const answers: { status?: number; error?: string }[] = [];
    for (const [url, init] of requestsOfOthers) {
      answers.push(await commands.executeCommand('test.other.fetch', url, init));
    }
    return { answers, route: new Set(proxy.asked.slice(asked).filter((line) => line.includes('service'))) };
  };

  it("leaves another extension's fetch as it was, whatever ours sends", async () => {
    const [proxy] = proxies;
    assert.ok(proxy);
    await setHttp('proxy', proxy.url);
    const before = await fetchedByOther(proxy);
    assert.deepEqual(
      before.answers.map(({ status, error }) => status ?? error),
      [200, 400, 200, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    );
    assert.deepEqual(before.route, new Set(['CONNECT service.example:443']));
    await generate();
    assert.equal(own.requests.length, 1);
    const http = shippedClient();
    const asked = proxy.asked.length;
    const { status } = await http.send(sendingTo('http://plain.example/keyless/v3/img2prompt'));
    assert.equal(status, 400);
    await assert.rejects(http.send(sendingTo('https://service.example/')), PromptError);
    assert.ok(proxy.asked.length > asked + 1);
    assert.deepEqual(await fetchedByOther(proxy), before);
    await http.close();
    assert.deepEqual(await fetchedByOther(proxy), before);
  });

  it('leads our requests through the proxy of http.proxy, and through another as soon as that is set', async function () {
    // Only there a variable names the file of the authorities that the system trusts.
    if (process.platform !== 'linux') this.skip();
    process.env.SSL_CERT_FILE = join(folder, 'authorities.pem');
    const http = shippedClient();
    for (const proxy of proxies) {
      await setHttp('proxy', proxy.url);
      const requestsBefore = service.requests.length;
      const answer = await http.send(sendingTo('https://service.example/'));
      assert.equal(answer.body, '{"prompt":"by TLS"}');
      assert.equal(service.requests.length, requestsBefore + 1);
      assert.ok(proxy.asked.includes('CONNECT service.example:443'), proxy.asked.join());
      assert.equal((await fetchedByOther(proxy)).answers[0]?.status, 200);
    }
    await http.close();
  });
});

/** The transport of the bundle that the extension loads. */
function shippedTransport(): HttpTransport {
  const extension = extensions.getExtension('img2prompt.img2prompt');
  assert.ok(extension);
  return createRequire(__filename)(
    join(extension.extensionPath, 'dist/undiciTransport.cjs'),
  ).undiciTransport();
}
