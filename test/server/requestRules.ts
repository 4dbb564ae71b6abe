import type { IncomingHttpHeaders } from 'node:http';
import { type Reason, refuse } from './documentedReasons.ts';
import { Refusal } from './refusal.ts';

/** A key that begins so belongs to an account without money: refused where a call costs some. */
export const emptyAccountPrefix = 'sk_no_balance';

/** Keys that are refused although they look right, by how they begin. Every other key that begins with `sk_` is good. */
export const refusedKeys: readonly { readonly prefix: string; readonly reason: Reason }[] = [
  { prefix: 'sk_refused', reason: 'INVALID_API_KEY' },
  { prefix: emptyAccountPrefix, reason: 'NOT_ENOUGH_BALANCE' },
];

/** A key that begins so is good for one picture and refused from then on, as one that its owner has revoked. */
export const revokedAfterOnePrefix = 'sk_once';

/** What is wrong with the headers of a call with a body, the key apart. */
export function headerRefusal(headers: IncomingHttpHeaders): Refusal | undefined {
  if (headers['content-length'] === undefined) {
    return new Refusal(
      411,
      'LENGTH_REQUIRED',
      'a Content-Length header is required; chunked bodies are refused',
    );
  }
  if (headers['content-type'] !== 'application/json') {
    return refuse('INVALID_REQUEST_BODY', 'the Content-Type header must be exactly "application/json"');
  }
  return undefined;
}

/** Of keys, those that a service makes: Novita AI's, and those of others too, `sk-or-v1-...` for one. */
export const keyForms = { novita: /^Bearer (sk_\S+)$/, others: /^Bearer (sk[_-]\S+)$/ } as const;

export interface KeyRules {
  readonly form: RegExp;
  /** `Authorization` headers that were good once. */
  readonly revoked: ReadonlySet<string>;
  /** Whether the call costs money, of which an account may have none. */
  readonly costs: boolean;
}

/** What is wrong with the key in the `Authorization` header. */
export function keyRefusal(
  authorization: string | undefined,
  { form, revoked, costs }: KeyRules,
): Refusal | undefined {
  // The service answers a missing key with 400, not with 401: a client has to go by the reason.
  if (authorization === undefined) return refuse('MISSING_API_KEY');
  const key = form.exec(authorization)?.[1];
  if (key === undefined || revoked.has(authorization)) return refuse('INVALID_API_KEY');
  if (!costs && key.startsWith(emptyAccountPrefix)) return undefined;
  const refused = refusedKeys.find(({ prefix }) => key.startsWith(prefix));
  return refused && refuse(refused.reason);
}
