import type { HttpAnswer } from './httpTransport.ts';
import { mayPass } from './obstacles.ts';
import { retryAfterSeconds } from './retryAfter.ts';

/** What became of one attempt. */
export type Outcome =
  | { readonly answer: HttpAnswer }
  | {
      readonly error: unknown;
      /** Whether the service may have got the whole request, and therefore may have been paid. */
      readonly mayHaveArrived: boolean;
    };

const firstDelayMs = 500;
const longestDelayMs = 8000;

/**
 * How long to wait before the attempt after this one, in milliseconds; undefined where there is to be none. Tried
 * again is what a service asks to be (429 and 503) and what cannot have reached it; anything else may have been paid
 * for. Where a server names no time, waits grow and are spread, so that many windows do not come back as one.
 *
 * @param attempt the number of the one that ended so, from 1
 * @param random from 0 to 1
 */
export function delayBeforeRetryMs(
  outcome: Outcome,
  attempt: number,
  nowMs: number,
  random: number,
): number | undefined {
  const backOffMs = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs) * (0.5 + random / 2);
  if ('answer' in outcome) {
    const { status, headers } = outcome.answer;
    if (status !== 429 && status !== 503) return undefined;
    const seconds = retryAfterSeconds(headers['retry-after'], nowMs);
    return seconds === undefined ? backOffMs : seconds * 1000;
  }
  return !outcome.mayHaveArrived && mayPass(outcome.error) ? backOffMs : undefined;
}
