import { PromptError } from '../core/promptError.ts';
import type { HttpClient } from '../net/httpClient.ts';
import type { ServiceAddress } from '../net/serviceAddress.ts';
import type { JsonBody } from './imageJson.ts';
import { errorBodyOf, isKeyRefusal, problemOfAnswer } from './serviceErrors.ts';
import type { KeyRing } from './withKey.ts';

/** A service that takes JSON, and what is needed to talk to it. */
export interface Service {
  readonly address: ServiceAddress;
  readonly http: HttpClient;
  readonly keys: KeyRing;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

export interface Call {
  readonly url: string;
  readonly key: string | undefined;
  /** A POST; a GET where there is none. */
  readonly body?: JsonBody;
  readonly signal: AbortSignal;
}

/**
 * Asks a service and returns what its JSON says, yet to be looked at. Throws a PromptError for everything but a success
 * with JSON that states no error.
 */
export async function call(
  { address, http, timeoutMs }: Service,
  { url, key, body, signal }: Call,
): Promise<unknown> {
  const { host } = address;
  const answer = await http.send({
    method: body ? 'POST' : 'GET',
    url,
    host,
    headers: {
      ...(body && { 'content-type': 'application/json', 'content-length': String(body.lengthBytes) }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body && { body: body.chunks }),
    timeoutMs,
    signal,
  });
  const json = parseJson(answer.body);
  const succeeded = answer.status >= 200 && answer.status < 300;
  if (!succeeded || errorBodyOf(json) !== undefined) {
    throw new PromptError(problemOfAnswer(answer, json, { host, key }));
  }
  if (json === undefined) throw new PromptError({ kind: 'answerUnusable', host, flaw: 'notJson' });
  return json;
}

/** Whether a call that costs nothing says that the key is refused. One that got no answer says nothing. */
export async function isRefused(probing: Promise<unknown>): Promise<boolean> {
  try {
    await probing;
    return false;
  } catch (error) {
    return isKeyRefusal(error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
