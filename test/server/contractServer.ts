import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse } from './documentedReasons.ts';
import { type Exchange, Faults, redirectTarget } from './faults.ts';
import { pictureDescription } from './pictureDescription.ts';
import { decodePicture, readImageFile } from './receivedImage.ts';
import type { ReceivedRequest, RequestRecord } from './receivedRequest.ts';
import { Refusal } from './refusal.ts';
import { headerRefusal, keyRefusal, revokedAfterOnePrefix } from './requestRules.ts';
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
  /** Gets the line that says that a stand-in runs and where. */
  readonly log?: (line: string) => void;
}

/** A body of the largest allowed image has 40 MB: base64 adds a third. */
const maxBodyBytes = 45_000_000;

/** `/v3/img2prompt`, with what may come before it to choose a fault and to do without a key. */
const apiPath = /^(?:\/fault\/(?<faultName>[^/]+))?(?<keyless>\/keyless)?\/v3\/img2prompt$/;

/**
 * Starts a stand-in for the Image to Prompt service. It speaks `POST /v3/img2prompt` as Novita AI documents it, is
 * strict about every request, describes the picture it received, and goes wrong on demand: its page at `/` tells how.
 */
export async function startContractServer(options: ContractServerOptions = {}): Promise<ContractServer> {
  const requests: RequestRecord[] = [];
  const faults = new Faults();
  const revoked = new Set<string>();
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
      closedByClient: false,
      get answeredStatus() {
        return response.headersSent ? response.statusCode : undefined;
      },
    };
    requests.push(received);
    response.once('close', () => {
      received.closedByClient = !response.writableFinished && !brokenHere && !closing;
    });
    const sendJson: Exchange['sendJson'] = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    const exchange: Exchange = {
      received,
      response,
      sendJson,
      sendRefusal: (refusal) => sendJson(refusal.status, refusal.body),
      sendPrompt: (picture) => sendJson(200, JSON.stringify({ prompt: pictureDescription(picture) })),
      breakConnection: (how) => {
        brokenHere = true;
        if (how === 'reset') request.socket.resetAndDestroy();
        else request.socket.destroySoon();
      },
    };
    if (request.method === 'GET' && request.url === '/') {
      response.setHeader('content-type', 'text/plain; charset=utf-8').end(standInPage(url, faults.list()));
    } else {
      answer(request, received, exchange, faults, revoked).catch((error: Error) =>
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

async function answer(
  request: IncomingMessage,
  received: RequestRecord,
  exchange: Exchange,
  faults: Faults,
  revoked: Set<string>,
): Promise<void> {
  const route = apiPath.exec(received.path)?.groups;
  const fault = route?.faultName === undefined ? undefined : faults.find(route.faultName);
  if (fault?.stage === 'headers') return fault.answer(exchange);

  const body = await readBody(request);
  if (body === 'aborted') return;
  if (body === 'too large') {
    exchange.response.setHeader('connection', 'close');
    return exchange.sendRefusal(
      refuse('IMAGE_FILE_EXCEEDS_MAX_SIZE', `the body has more than ${maxBodyBytes} bytes`),
    );
  }
  received.bodySha256 = createHash('sha256').update(body).digest('hex');
  const imageFile = readImageFile(body);
  if (Buffer.isBuffer(imageFile)) received.imageBytes = imageFile;

  if (received.path === redirectTarget) {
    return exchange.sendJson(200, '{"prompt":"a redirect that should not have been followed"}');
  }
  if (!route) return exchange.sendRefusal(refuse('API_NOT_FOUND'));
  if (route.faultName !== undefined && !fault) {
    return exchange.sendRefusal(refuse('API_NOT_FOUND', `no fault is named so; the page at / lists them`));
  }
  if (received.method !== 'POST') {
    exchange.response.setHeader('allow', 'POST');
    return exchange.sendRefusal(new Refusal(405, 'METHOD_NOT_ALLOWED', 'only POST is allowed'));
  }
  if (fault?.stage === 'body') return fault.answer(exchange);

  const { authorization } = received.headers;
  const refusal =
    headerRefusal(received.headers) ?? (route.keyless ? undefined : keyRefusal(authorization, revoked));
  if (refusal) return exchange.sendRefusal(refusal);
  if (imageFile instanceof Refusal) return exchange.sendRefusal(imageFile);
  const picture = decodePicture(imageFile);
  if (picture instanceof Refusal) return exchange.sendRefusal(picture);
  if (fault) return fault.answer(exchange, picture);
  if (authorization?.startsWith(`Bearer ${revokedAfterOnePrefix}`)) revoked.add(authorization);
  exchange.sendPrompt(picture);
}

/** The whole body; or that it is more than the server reads; or that the client went away before its end. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        resolve('too large');
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve('aborted'));
    request.once('error', () => resolve('aborted'));
  });
}
