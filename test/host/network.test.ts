import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, commands, extensions, workspace } from 'vscode';
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
  /** What another extension does: no name server knows the host, so that it works through the proxy only. */
  const fetchOfOthers = async () => (await fetch('http://plain.example/')).headers.get('content-type');

  it('leaves the proxy of other extensions in its place', async () => {
    await setHttp('proxy', proxies[0]?.url);
    const before = await fetchOfOthers();
    const askedBefore = [...(proxies[0]?.asked ?? [])];
    assert.match(before ?? '', /text\/plain/);
    assert.equal(askedBefore.length, 1);
    await generate();
    assert.equal(own.requests.length, 1);
    assert.equal(await fetchOfOthers(), before);
  });

  it('leads our requests through the proxy of http.proxy, and through another as soon as that is set', async function () {
    // Only there a variable names the file of the authorities that the system trusts.
    if (process.platform !== 'linux') this.skip();
    process.env.SSL_CERT_FILE = join(folder, 'authorities.pem');
    const http = new HttpClient({
      settings: () => ({ network: networkSettings(), maxAttempts: 1 }),
      loadTransport: async () => shippedTransport(),
    });
    for (const proxy of proxies) {
      await setHttp('proxy', proxy.url);
      const requestsBefore = service.requests.length;
      const answer = await http.send({
        method: 'POST',
        url: 'https://service.example/',
        host: 'service.example',
        headers: {},
        timeoutMs: 20_000,
        signal: new AbortController().signal,
      });
      assert.equal(answer.body, '{"prompt":"by TLS"}');
      assert.equal(service.requests.length, requestsBefore + 1);
      assert.ok(proxy.asked.includes('CONNECT service.example:443'), proxy.asked.join());
      assert.match((await fetchOfOthers()) ?? '', /text\/plain/);
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
