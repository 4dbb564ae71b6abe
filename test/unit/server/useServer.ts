import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { after, before } from 'mocha';
import {
  type ContractServer,
  type ReceivedRequest,
  startContractServer,
} from '../../server/contractServer.ts';

export const goodKey = 'Bearer sk_good';

export interface Call {
  path: string;
  method?: string;
  /** Over the headers of a good call; undefined takes one away. */
  headers?: Record<string, string | undefined>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface ServerInUse {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  readonly lastRequest: ReceivedRequest | undefined;
  /** The request of a good call unless told otherwise, not yet ended. */
  begin(call: Call): ClientRequest;
  call(call: Call): Promise<Answer>;
}

/** A contract server for the tests of a suite: POST where there is a body, else GET. */
export function useServer(root = ''): ServerInUse {
  let server: ContractServer;
  before(async () => {
    server = await startContractServer({ root });
  });
  after(() => server.close());

  function begin({
    path,
    body,
    method = body === undefined ? 'GET' : 'POST',
    headers = {},
  }: Call): ClientRequest {
    const all: Record<string, string | undefined> = {
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      authorization: goodKey,
      ...headers,
    };
    const sent: OutgoingHttpHeaders = {};
    for (const [name, value] of Object.entries(all)) if (value !== undefined) sent[name] = value;
    return request(server.url + path, { method, headers: sent, agent: false });
  }

  async function call(options: Call): Promise<Answer> {
    const outgoing = begin(options);
    const responded = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    outgoing.end(options.body);
    const [response] = await responded;
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  }

  return {
    get url() {
      return server.url;
    },
    get requests() {
      return server.requests;
    },
    get lastRequest() {
      return server.requests.at(-1);
    },
    begin,
    call,
  };
}

export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, 'waited in vain');
    await setTimeout(5);
  }
}
