import type { Exchange, Fault } from './fault.ts';
import { later } from './later.ts';

/** Connections that break, and answers that keep a client waiting. */
export const networkFaults: readonly Fault[] = [
  {
    name: 'reset-before',
    does: 'resets the connection as soon as the headers are there',
    stage: 'headers',
    answer: ({ breakConnection }) => breakConnection('reset'),
  },
  {
    name: 'reset-within-body',
    does: 'resets the connection when the first piece of the body is there',
    stage: 'headers',
    answer: ({ request, breakConnection }) => {
      request.once('data', () => breakConnection('reset'));
      // A request without a body.
      request.once('end', () => breakConnection('reset'));
    },
  },
  {
    name: 'reset-after-body',
    does: 'resets the connection when the body was received',
    stage: 'body',
    answer: ({ breakConnection }) => breakConnection('reset'),
  },
  {
    name: 'hang',
    does: 'never answers',
    stage: 'image',
    answer: () => {},
  },
];

/** Makes the fault of that kind with that name, for a time in milliseconds. */
type TimedFault = (name: string, durationMs: number) => Fault;

/** Faults with a time in their name, by what comes before it. */
const timedFaults: Readonly<Record<string, TimedFault>> = {
  slow: (name, durationMs) => ({
    name,
    does: 'the right answer, after that delay',
    stage: 'image',
    answer: ({ response }, good) => later(response, durationMs, () => good.send()),
  }),
  'slow-headers': (name, durationMs) => ({
    name,
    does: 'the same for every call: not even headers before that delay',
    stage: 'pace',
    send: ({ response, sendJson }, body) => later(response, durationMs, () => sendJson(200, body)),
  }),
  'slow-body': (name, durationMs) => ({
    name,
    does: 'headers at once, the body dripping for that time',
    stage: 'pace',
    send: ({ response }, body) => drip(response, durationMs, Buffer.from(body)),
  }),
};

/** In how many pieces a dripping body arrives. */
const drops = 20;

function drip(response: Exchange['response'], durationMs: number, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.flushHeaders();
  let dropped = 0;
  const timer = setInterval(() => {
    const from = Math.floor((body.length * dropped) / drops);
    dropped += 1;
    response.write(body.subarray(from, Math.floor((body.length * dropped) / drops)));
    if (dropped < drops) return;
    clearInterval(timer);
    response.end();
  }, durationMs / drops);
  response.once('close', () => clearInterval(timer));
}

/** The fault of a name such as `slow-3000`. */
export function findTimedFault(name: string): Fault | undefined {
  const { kind = '', duration } = /^(?<kind>[a-z-]+)-(?<duration>\d{1,7})$/.exec(name)?.groups ?? {};
  return Object.hasOwn(timedFaults, kind) ? timedFaults[kind]?.(name, Number(duration)) : undefined;
}

/** One of each kind, for people to read. */
export function listTimedFaults(): Fault[] {
  return Object.entries(timedFaults).map(([kind, make]) => make(`${kind}-MILLISECONDS`, 0));
}
