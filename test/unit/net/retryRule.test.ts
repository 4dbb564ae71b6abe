import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ProxyError } from '../../../src/net/proxyError.ts';
import { retryAfterSeconds } from '../../../src/net/retryAfter.ts';
import { delayBeforeRetryMs, type Outcome } from '../../../src/net/retryRule.ts';

const nowMs = Date.parse('Mon, 01 Jun 2026 12:00:00 GMT');
const answer = (status: number, retryAfter?: string): Outcome => ({
  answer: { status, headers: { 'retry-after': retryAfter }, body: new Uint8Array() },
});
const failure = (code: string, mayHaveArrived = false): Outcome => ({
  error: Object.assign(new Error(code), { code }),
  mayHaveArrived,
});

describe('Trying again', () => {
  const table: [what: string, outcome: Outcome, delayMs: number | undefined][] = [
    ['waits as long as a 429 asks for', answer(429, '7'), 7000],
    ['waits as long as a 503 asks for', answer(503, '7'), 7000],
    ['waits until the date that is asked for', answer(429, 'Mon, 01 Jun 2026 12:00:05 GMT'), 5000],
    ['comes back at once after a date that has passed', answer(429, 'Mon, 01 Jun 2026 11:00:00 GMT'), 0],
    ['waits as long as it pleases where no time is named', answer(429), 500],
    ['waits as long as it pleases where nonsense is named', answer(503, 'soon'), 500],
    ['does not follow another failure of the service', answer(500), undefined],
    ['does not follow a success', answer(200), undefined],
    ['does not follow a refusal', answer(401), undefined],
    ['follows a name that is not found', failure('ENOTFOUND'), 500],
    ['follows a refused connection', failure('ECONNREFUSED'), 500],
    ['follows a connection that breaks off', failure('ECONNRESET'), 500],
    ['follows a connection that is not made in time', failure('UND_ERR_CONNECT_TIMEOUT'), 500],
    ['never follows what may have arrived', failure('ECONNRESET', true), undefined],
    ['does not follow a certificate that is not trusted', failure('CERT_HAS_EXPIRED'), undefined],
    ['does not follow an error of our own', failure('ERR_INVALID_ARG_TYPE'), undefined],
    [
      'does not follow a proxy that refuses',
      { error: new ProxyError('ERR_PROXY_REFUSED', ''), mayHaveArrived: false },
      undefined,
    ],
    [
      'follows a proxy that cannot be reached',
      { error: new ProxyError('ERR_PROXY_UNREACHABLE', ''), mayHaveArrived: false },
      500,
    ],
  ];
  for (const [what, outcome, delayMs] of table) {
    it(what, () => assert.equal(delayBeforeRetryMs(outcome, 1, nowMs, 1), delayMs));
  }

  it('waits longer each time, up to a limit', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((attempt) => delayBeforeRetryMs(answer(429), attempt, nowMs, 1));
    assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('spreads its waits', () => {
    assert.equal(delayBeforeRetryMs(answer(429), 2, nowMs, 0), 500);
    assert.equal(delayBeforeRetryMs(answer(429), 2, nowMs, 0.5), 750);
  });
});

describe('Retry-After', () => {
  const table: [header: string | string[] | undefined, seconds: number | undefined][] = [
    [undefined, undefined],
    ['0', 0],
    [' 30 ', 30],
    ['1.5', undefined],
    ['-3', undefined],
    ['soon', undefined],
    [['1', '2'], undefined],
    ['Mon, 01 Jun 2026 12:00:30 GMT', 30],
    ['Mon, 01 Jun 2026 11:59:30 GMT', 0],
    ['9'.repeat(400), 31_536_000],
    ['Mon, 01 Jun 9999 12:00:00 GMT', 31_536_000],
  ];
  for (const [header, seconds] of table) {
    it(`${JSON.stringify(header)} means ${seconds}`, () => {
      assert.equal(retryAfterSeconds(header, nowMs), seconds);
    });
  }
});
