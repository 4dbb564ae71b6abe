import { plainText } from '../core/plainText.ts';
import { type Problem, PromptError } from '../core/promptError.ts';
import type { TextAnswer } from '../net/httpClient.ts';
import { retryAfterSeconds } from '../net/retryAfter.ts';

/** Who was asked, and with which key; what an error says is cleaned of that key. */
export interface Asked {
  readonly host: string;
  readonly key: string | undefined;
}

/** What an error body says; `reason` is a code such as `INVALID_API_KEY`, empty where there is none. */
interface ErrorBody {
  readonly reason: string;
  readonly message: string;
  /** The status that it repeats as its `code`; undefined where that is none. */
  readonly status: number | undefined;
}

/**
 * The error that an answer's body states, whatever its status; undefined when it states none. Flat as Novita AI's
 * image APIs have it (`{"code":403,"reason":"INVALID_API_KEY","message":"..."}`), or nested as chat completions have
 * it (`{"error":{"message":"...","type":"...","code":"..."}}`), or those fields without the nest but with `object` as
 * vLLM and Mistral have it (`{"object":"error","message":"...","type":"...","code":404}`), or the error as a text.
 */
export function errorBodyOf(body: unknown): ErrorBody | undefined {
  if (!isObject(body)) return undefined;
  const status = statusOf(body.code);
  if (typeof body.error === 'string' && body.error !== '') return { reason: '', message: body.error, status };
  const details = body.object === 'error' ? body : body.error;
  if (isObject(details)) {
    const { code, type, message } = details;
    return { reason: firstText(code, type), message: firstText(message), status: statusOf(code) };
  }
  const reason = firstText(body.reason);
  return reason === '' ? undefined : { reason, message: firstText(body.message), status };
}

const statusOf = (code: unknown) =>
  typeof code === 'number' && code >= 400 && code < 600 ? code : undefined;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function firstText(...values: readonly unknown[]): string {
  return (values.find((value) => typeof value === 'string' && value !== '') as string | undefined) ?? '';
}

/** What an answer that is no success means: by its reason where that is known, otherwise by its status. */
export function problemOfAnswer(answer: TextAnswer, body: unknown, asked: Asked): Problem {
  const error = errorBodyOf(body);
  // A model that failed once its answer had begun says so under 200.
  const status = answer.status < 300 ? (error?.status ?? answer.status) : answer.status;
  const meaning =
    meaningOfReason.get(error?.reason ?? '') ??
    (tellsModelGone(status, error?.message ?? '') ? 'modelGone' : meaningOfStatus(status));
  const { host, key } = asked;
  const message = quotable(error?.message ?? '', key);
  switch (meaning) {
    case 'keyRefused':
      return key === undefined
        ? { kind: 'noKey', host }
        : { kind: 'keyRefused', host, refused: 'key', message };
    case 'accountRefused':
      return { kind: 'keyRefused', host, refused: 'account', message };
    case 'noBalance':
      return { kind: meaning, host };
    case 'apiGone':
      return { kind: 'serviceGone', host, gone: 'api' };
    case 'addressUnknown':
      return { kind: 'serviceGone', host, gone: 'address' };
    case 'modelGone':
      return { kind: 'serviceGone', host, gone: 'model' };
    case 'rateLimited':
      return {
        kind: meaning,
        host,
        retryAfterSeconds: retryAfterSeconds(answer.headers['retry-after'], Date.now()),
      };
    case 'imageRefused':
      return { kind: meaning, host, message };
    case 'serviceFailing':
      return { kind: meaning, host, status, message };
    case 'redirect':
      return { kind: 'answerUnusable', host, flaw: meaning };
  }
}

type Meaning =
  | 'keyRefused'
  | 'accountRefused'
  | 'noBalance'
  | 'rateLimited'
  | 'imageRefused'
  | 'apiGone'
  | 'addressUnknown'
  | 'modelGone'
  | 'serviceFailing'
  | 'redirect';

// Sources disagree on the status that some of these come with, so the reason counts first. In capitals Novita AI's;
// in small letters those of chat completions, as OpenAI names them and others do after it.
const reasonsOfMeaning: Readonly<Partial<Record<Meaning, readonly string[]>>> = {
  imageRefused: [
    'INVALID_REQUEST_BODY',
    'IMAGE_FILE_EXCEEDS_MAX_SIZE',
    'INVALID_IMAGE_FORMAT',
    'IMAGE_EXCEEDS_MAX_RESOLUTION',
    'INVALID_IMAGE_SIZE',
    'ILLEGAL_IMAGE_CONTENT',
    'ILLEGAL_PROMPT',
    'content_policy_violation',
    'invalid_image',
    'context_length_exceeded',
  ],
  noBalance: ['BILLING_BALANCE_NOT_ENOUGH', 'NOT_ENOUGH_BALANCE', 'insufficient_quota'],
  keyRefused: ['MISSING_API_KEY', 'FAILED_TO_AUTH', 'INVALID_API_KEY', 'invalid_api_key'],
  accountRefused: [
    'BILLING_AUTH_FAILED',
    'API_NOT_ALLOWED',
    'FEATURE_NOT_ALLOWED',
    'ACCESS_DENY',
    'NEED_REAL_NAME_VERIFY',
  ],
  apiGone: ['API_NOT_FOUND'],
  modelGone: ['MODEL_NOT_FOUND', 'model_not_found'],
  rateLimited: ['RATE_LIMIT_EXCEEDED', 'TOKEN_LIMIT_EXCEEDED', 'rate_limit_exceeded'],
  serviceFailing: ['BILLING_FAILED', 'TASK_FAILED', 'SERVICE_NOT_AVAILABLE'],
};

const meaningOfReason: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(reasonsOfMeaning).flatMap(([meaning, reasons]) =>
    reasons.map((reason): [string, Meaning] => [reason, meaning as Meaning]),
  ),
);

/**
 * Whether an error without a reason that is known is about the model: Ollama, vLLM and OpenRouter say so only in words.
 * Their types do not tell: llama.cpp gives Ollama's `not_found_error` for an unknown address too.
 */
function tellsModelGone(status: number, message: string): boolean {
  return wordsOfModelGone.get(status)?.test(message) ?? false;
}

const wordsOfModelGone: ReadonlyMap<number, RegExp> = new Map([
  // Not the `/model/` of an address; OpenRouter's endpoints are those who run the model, for images where need be.
  [404, /(?<!\/)\bmodel\b|\bno endpoints found\b/i],
  // As OpenRouter, LiteLLM, Mistral and DeepSeek say it; what else they say of a model may be due to the image.
  [400, /\b(?:in)?valid model(?: id\b| name\b|:)|\bmodel not exist\b/i],
]);

function meaningOfStatus(status: number): Meaning {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return 'keyRefused';
  if (status === 402) return 'noBalance';
  if (status === 404) return 'addressUnknown';
  if (status === 410) return 'apiGone';
  if (status === 429) return 'rateLimited';
  if (status === 400 || status === 413 || status === 415 || status === 422) return 'imageRefused';
  return 'serviceFailing';
}

/** Whether another key would help: not where it is the account behind the key that is refused. */
export function isKeyRefusal(error: unknown): boolean {
  const problem = PromptError.problemOf(error);
  return problem?.kind === 'keyRefused' && problem.refused === 'key';
}

const maxQuotedLength = 200;

/** A server's own words, fit to be shown and logged: without the key and without a picture's base64. */
function quotable(message: string, key: string | undefined): string {
  const plain = plainText(message); // what cannot be seen could hide them
  const withoutKey = key === undefined ? plain : plain.replaceAll(key, '…');
  return plainText(withoutKey.replace(/[A-Za-z0-9+/=]{64,}/g, '…'), maxQuotedLength);
}
