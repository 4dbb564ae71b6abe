import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { PictureCall, PictureRequest } from './apiCall.ts';
import { refuse } from './documentedReasons.ts';
import type { Exchange, Fault } from './fault.ts';
import type { Faults } from './faults.ts';
import { isChatCall } from './providerCalls.ts';
import type { Picture } from './receivedImage.ts';
import type { RequestRecord } from './receivedRequest.ts';
import { Refusal } from './refusal.ts';
import { headerRefusal, keyRefusal, revokedAfterOnePrefix } from './requestRules.ts';
import { findRoute, methodOf } from './routes.ts';
import { redirectTarget } from './unusableAnswers.ts';

/** A body of the largest allowed image has 40 MB: base64 adds a third. */
const maxBodyBytes = 45_000_000;

/** What a server remembers from one request to the next. */
export interface ServerMemory {
  readonly faults: Faults;
  /** `Authorization` headers that were good once. */
  readonly revoked: Set<string>;
  /** What is put before the path of every call. */
  readonly root: string;
  /** The prompt for a picture. */
  readonly describe: (picture: Picture) => string;
}

/** Answers one request, as the service would or as the fault in its path says; notes in `received` what it held. */
export async function answer(
  exchange: Exchange,
  received: RequestRecord,
  { faults, revoked, root, describe }: ServerMemory,
): Promise<void> {
  const route = findRoute(received.path, root);
  const fault = route?.faultName === undefined ? undefined : faults.find(route.faultName);
  const hit = fault && 'only' in fault && route && !fault.only?.includes(route.call.kind) ? undefined : fault;
  if (hit?.stage === 'headers') return hit.answer(exchange);

  const body = await readBody(exchange.request);
  if (body === 'aborted') return;
  if (body === 'too large') {
    exchange.response.setHeader('connection', 'close');
    return exchange.sendRefusal(
      refuse('IMAGE_FILE_EXCEEDS_MAX_SIZE', `the body has more than ${maxBodyBytes} bytes`),
    );
  }
  received.bodySha256 = createHash('sha256').update(body).digest('hex');
  const call = route?.call;
  const picture = call && 'read' in call ? { call, request: call.read(body) } : undefined;
  if (picture && !(picture.request instanceof Refusal)) {
    received.imageBytes = picture.request.imageBytes;
    received.instruction = picture.request.instruction;
    received.model = picture.request.model;
  }

  if (received.path === redirectTarget) {
    return exchange.sendJson(200, '{"prompt":"a redirect that should not have been followed"}');
  }
  if (!route || !call) return exchange.sendRefusal(refuse('API_NOT_FOUND'));
  if (route.faultName !== undefined && !fault) {
    return exchange.sendRefusal(refuse('API_NOT_FOUND', `no fault is named so; the page at / lists them`));
  }
  const method = methodOf(call);
  if (received.method !== method) {
    exchange.response.setHeader('allow', method);
    return exchange.sendRefusal(new Refusal(405, 'METHOD_NOT_ALLOWED', `only ${method} is allowed`));
  }
  if (hit?.stage === 'body') return hit.answer(exchange);

  const refuseWith = (refusal: Refusal) => exchange.sendRefusal(call.reword(refusal));
  const { authorization } = received.headers;
  const refusal =
    (picture && headerRefusal(received.headers)) ??
    (route.keyForm &&
      keyRefusal(authorization, { form: route.keyForm, revoked, costs: picture !== undefined }));
  if (refusal) return refuseWith(refusal);

  const models = hit?.stage === 'models' ? hit.choose(call.models) : call.models;
  if (!('read' in call)) return sendGood(exchange, hit, call.answerBody({ models, authorization }));
  const request = picture?.request;
  if (!request || request instanceof Refusal) return request && refuseWith(request);
  const pixels = request.accept(models);
  if (pixels instanceof Refusal) return refuseWith(pixels);
  answerPicture(exchange, hit, { call, request, prompt: describe(pixels) });
  if (hit?.stage !== 'image' && authorization?.startsWith(`Bearer ${revokedAfterOnePrefix}`))
    revoked.add(authorization);
}

interface Described {
  readonly call: PictureCall;
  readonly request: PictureRequest;
  readonly prompt: string;
}

function answerPicture(
  exchange: Exchange,
  fault: Fault | undefined,
  { call, request, prompt }: Described,
): void {
  const bodyWith = (other: string) => call.answerBody(other, request);
  const send = () => sendGood(exchange, fault, bodyWith(prompt));
  if (fault?.stage === 'image') fault.answer(exchange, { send, bodyWith });
  else if (fault?.stage === 'chat' && isChatCall(call)) {
    exchange.sendJson(200, call.completionBody(fault.completion(prompt), request.model ?? ''));
  } else send();
}

function sendGood(exchange: Exchange, fault: Fault | undefined, body: string): void {
  if (fault?.stage === 'pace') fault.send(exchange, body);
  else exchange.sendJson(200, body);
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
