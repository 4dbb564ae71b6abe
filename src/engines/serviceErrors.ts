import { plainText } from '../core/plainText.ts';
import type { Problem } from '../core/promptError.ts';
import type { TextAnswer } from '../net/httpClient.ts';

/** Who was asked, and with which key; what an error says is cleaned of that key. */
export interface Asked {
  readonly host: string;
  readonly key: string | undefined;
}

/** An error as the service's documents describe it: `{"code":403,"reason":"INVALID_API_KEY","message":"..."}`. */
interface ErrorBody {
  readonly reason: string;
  readonly message: string;
}

/** The error that an answer's body states, whatever its status; undefined when it states none. */
export function errorBodyOf(body: unknown): ErrorBody | undefined {
  if (typeof body !== 'object' || body === null || !('reason' in body)) return undefined;
  if (typeof body.reason !== 'string' || body.reason === '') return undefined;
  const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
  return { reason: body.reason, message };
}

/** What an answer that is no success means: by its reason where that is known, otherwise by its status. */
export function problemOfAnswer(answer: TextAnswer, body: unknown, asked: Asked): Problem {
  const error = errorBodyOf(body);
  const meaning = meaningOfReason[error?.reason ?? ''] ?? meaningOfStatus(answer.status);
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
    case 'serviceGone':
      return { kind: meaning, host };
    case 'rateLimited':
      return { kind: meaning, host, retryAfterSeconds: retryAfterSeconds(answer.headers['retry-after']) };
    case 'imageRefused':
      return { kind: meaning, host, message };
    case 'serviceFailing':
      return { kind: meaning, host, status: answer.status, message };
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
  | 'serviceGone'
  | 'serviceFailing'
  | 'redirect';

// Sources disagree on the status that some of these come with, so the reason counts first.
const meaningOfReason: Readonly<Record<string, Meaning>> = {
  INVALID_REQUEST_BODY: 'imageRefused',
  IMAGE_FILE_EXCEEDS_MAX_SIZE: 'imageRefused',
  INVALID_IMAGE_FORMAT: 'imageRefused',
  IMAGE_EXCEEDS_MAX_RESOLUTION: 'imageRefused',
  INVALID_IMAGE_SIZE: 'imageRefused',
  ILLEGAL_IMAGE_CONTENT: 'imageRefused',
  ILLEGAL_PROMPT: 'imageRefused',
  BILLING_BALANCE_NOT_ENOUGH: 'noBalance',
  NOT_ENOUGH_BALANCE: 'noBalance',
  MISSING_API_KEY: 'keyRefused',
  FAILED_TO_AUTH: 'keyRefused',
  INVALID_API_KEY: 'keyRefused',
  BILLING_AUTH_FAILED: 'accountRefused',
  API_NOT_ALLOWED: 'accountRefused',
  FEATURE_NOT_ALLOWED: 'accountRefused',
  ACCESS_DENY: 'accountRefused',
  NEED_REAL_NAME_VERIFY: 'accountRefused',
  API_NOT_FOUND: 'serviceGone',
  MODEL_NOT_FOUND: 'serviceGone',
  RATE_LIMIT_EXCEEDED: 'rateLimited',
  TOKEN_LIMIT_EXCEEDED: 'rateLimited',
  BILLING_FAILED: 'serviceFailing',
  TASK_FAILED: 'serviceFailing',
  SERVICE_NOT_AVAILABLE: 'serviceFailing',
};

function meaningOfStatus(status: number): Meaning {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return 'keyRefused';
  if (status === 402) return 'noBalance';
  if (status === 404 || status === 410) return 'serviceGone';
  if (status === 429) return 'rateLimited';
  if (status === 400 || status === 413 || status === 415 || status === 422) return 'imageRefused';
  return 'serviceFailing';
}

/** `Retry-After` is not documented by the service; in seconds or as a date where it comes. */
function retryAfterSeconds(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

const maxQuotedLength = 200;

/** A server's own words, fit to be shown and logged: without the key and without a picture's base64. */
function quotable(message: string, key: string | undefined): string {
  const withoutKey = key === undefined ? message : message.replaceAll(key, '…');
  return plainText(withoutKey.replace(/[A-Za-z0-9+/=]{64,}/g, '…'), maxQuotedLength);
}
