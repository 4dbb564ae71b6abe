import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { sendThroughHost } from '../../../src/net/hostFetch.ts';
import type { HttpRequest } from '../../../src/net/httpTransport.ts';
import { directNetwork } from '../../../src/net/networkSettings.ts';
import { type ContractServer, startContractServer } from '../../server/contractServer.ts';

describe("The host's fetch", () => {
  let server: ContractServer;
  before(async () => {
    server = await startContractServer();
  });
  after(() => server.close());

  const request = (url: string): HttpRequest => ({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'content-length': '2' },
    async *body() {
      yield Buffer.from('{');
      yield Buffer.from('}');
    },
    signal: new AbortController().signal,
    maxAnswerBytes: 100_000,
    network: directNetwork,
    mayAskHost: true,
  });

  it('sends the body whole, with its length told', async () => {
    await sendThroughHost(request(`${server.url}/v3/img2prompt`));
    const received = server.requests.at(-1);
    assert.equal(received?.headers['content-length'], '2');
    assert.equal(received?.headers['transfer-encoding'], undefined);
  });

  it('follows no redirect', async () => {
    const before = server.requests.length;
    const answer = await sendThroughHost(request(`${server.url}/fault/redirect/v3/img2prompt`));
    assert.equal(answer.status, 302);
    assert.equal(server.requests.length, before + 1);
  });

  it('throws what is behind the error of fetch', async () => {
    const stopped = await startContractServer();
    await stopped.close();
    await assert.rejects(sendThroughHost(request(stopped.url)), { code: 'ECONNREFUSED' });
  });
});
