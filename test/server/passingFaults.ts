import { refuse } from './documentedReasons.ts';
import type { Exchange, Fault } from './fault.ts';
import { later } from './later.ts';

/** A bad minute of the service: what goes wrong now goes well later. A server has its own. */
export function passingFaults(): Fault[] {
  let flakyCalls = 0;
  let callsOfBadDay = 0;
  return [
    {
      name: 'flaky',
      does: 'every other image, beginning with the first, gets TASK_FAILED',
      stage: 'image',
      answer: ({ sendRefusal }, good) => {
        flakyCalls += 1;
        if (flakyCalls % 2 === 1) sendRefusal(refuse('TASK_FAILED'));
        else good.send();
      },
    },
    everyOtherTime('429-then-ok', '429 with Retry-After: 1', (exchange) => tooMany(exchange, '1')),
    everyOtherTime('429-date', '429 with Retry-After as a date, 1 to 2 s ahead', (exchange) =>
      tooMany(exchange, new Date(Math.ceil(Date.now() / 1000 + 1) * 1000).toUTCString()),
    ),
    everyOtherTime('429-no-header-then-ok', '429 without Retry-After', (exchange) => tooMany(exchange)),
    everyOtherTime('503-then-ok', 'SERVICE_NOT_AVAILABLE', ({ sendRefusal }) =>
      sendRefusal(refuse('SERVICE_NOT_AVAILABLE')),
    ),
    {
      name: 'bad-day',
      does: 'every image is answered after 300 ms, but every 9th gets 429 with Retry-After: 1 and every 13th TASK_FAILED',
      stage: 'image',
      answer: (exchange, good) => {
        callsOfBadDay += 1;
        if (callsOfBadDay % 9 === 0) return tooMany(exchange, '1');
        if (callsOfBadDay % 13 === 0) return exchange.sendRefusal(refuse('TASK_FAILED'));
        later(exchange.response, 300, () => good.send());
      },
    },
    {
      name: '429-always',
      does: 'every image gets 429 with Retry-After: 1',
      stage: 'image',
      answer: (exchange) => tooMany(exchange, '1'),
    },
    {
      name: '429-hour',
      does: 'every image gets 429 with Retry-After: 3600',
      stage: 'image',
      answer: (exchange) => tooMany(exchange, '3600'),
    },
  ];
}

function tooMany({ response, sendRefusal }: Exchange, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  sendRefusal(refuse('RATE_LIMIT_EXCEEDED'));
}

/** Refuses each body the first time, answers it the second, and so on: tests with pictures of their own do not meet. */
function everyOtherTime(name: string, what: string, answerFirst: (exchange: Exchange) => void): Fault {
  const refusedBodies = new Set<string | undefined>();
  return {
    name,
    does: `the first request with a body gets ${what}; the same body is answered the next time`,
    stage: 'image',
    answer: (exchange, good) => {
      const { bodySha256 } = exchange.received;
      if (refusedBodies.delete(bodySha256)) return good.send();
      refusedBodies.add(bodySha256);
      answerFirst(exchange);
    },
  };
}
