import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type ServerMemory } from './answer.ts';
import type { Exchange } from './fault.ts';
import { Faults } from './faults.ts';
import { pictureDescription } from './pictureDescription.ts';
import type { Picture } from './receivedImage.ts';
import type { ReceivedRequest, RequestRecord } from './receivedRequest.ts';
import { Refusal } from './refusal.ts';
import { standInHeader, standInPage } from './standInPage.ts';

export type { ReceivedRequest } from './receivedRequest.ts';

export interface ContractServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /** Ends the server and every connection, those with an answer due too. */
  close(): Promise<void>;
}

export interface ContractServerOptions {
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Makes it one server at its own origin: with `/lmstudio`, `/v1/models` is what is `/lmstudio/v1/models` else. */
  readonly root?: string;
  /** Gets the line that says that a stand-in runs and where. */
  readonly log?: (line: string) => void;
  /** The prompt for a picture; when left out, one that tells its size, colours and light. */
  readonly describe?: (picture: Picture) => string;
}

/**
 * Starts a stand-in for the services that turn a picture into a prompt. It speaks `POST /v3/img2prompt`, chat
 * completions, lists of models and the balance as they are documented, is strict about every request, describes the
 * picture it received, and goes wrong on demand: its page at `/` tells how.
 */
export async function startContractServer(options: ContractServerOptions = {}): Promise<ContractServer> {
  const requests: RequestRecord[] = [];
  const memory: ServerMemory = {
    faults: new Faults(),
    revoked: new Set(),
    root: options.root ?? '',
    describe: options.describe ?? pictureDescription,
  };
  let closing = false;

  const server = createServer((request, response) => {
    response.setHeader(...standInHeader);
    let brokenHere = false;
    const received: RequestRecord = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      arrivedAtMs: Date.now(),
      bodySha256: undefined,
      imageBytes: undefined,
      instruction: undefined,
      model: undefined,
      closedByClient: false,
      answeredAtMs: undefined,
      get answeredStatus() {
        return response.headersSent ? response.statusCode : undefined;
      },
    };
    requests.push(received);
    response.once('finish', () => {
      received.answeredAtMs = Date.now();
    });
    response.once('close', () => {
      received.closedByClient = !response.writableFinished && !brokenHere && !closing;
    });
    const sendJson: Exchange['sendJson'] = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    const exchange: Exchange = {
      received,
      request,
      response,
      sendJson,
      sendRefusal: (refusal) => sendJson(refusal.status, refusal.body),
      breakConnection: (how) => {
        brokenHere = true;
        if (how === 'reset') request.socket.resetAndDestroy();
        else request.socket.destroySoon();
      },
    };
    if (request.method === 'GET' && request.url === '/') {
      response
        .setHeader('content-type', 'text/plain; charset=utf-8')
        .end(standInPage(url, memory.faults.list()));
    } else {
      answer(exchange, received, memory).catch((error: Error) =>
        exchange.sendRefusal(new Refusal(500, 'CONTRACT_SERVER_FAILED', error.message)),
      );
    }
  });
  // A connection that the server closes when idle may be reset under a request that is on its way.
  server.keepAliveTimeout = 0;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  options.log?.(`A stand-in for the Image to Prompt service, no image model behind it, listens on ${url}`);

  return {
    url,
    requests,
    close: async () => {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
