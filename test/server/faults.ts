import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { documentedReasons, type Reason, refuse } from './documentedReasons.ts';
import type { Picture } from './receivedImage.ts';
import type { ReceivedRequest } from './receivedRequest.ts';
import type { Refusal } from './refusal.ts';

/** One request that a fault answers. */
export interface Exchange {
  readonly received: ReceivedRequest;
  readonly response: ServerResponse;
  /** Answers with this status and a JSON body, given as text. */
  sendJson(status: number, body: string): void;
  sendRefusal(refusal: Refusal): void;
  /** Answers as the service does when all is well. */
  sendPrompt(picture: Picture): void;
  /** Ends the connection, from the server's side: at once by a reset, or closing it when what was written is out. */
  breakConnection(how: 'reset' | 'close'): void;
}

/**
 * Something that goes wrong on demand, for every request whose path begins with `/fault/NAME`. Its stage says when:
 * as soon as the headers are there, the body unread; once the body was read, whatever it is and with or without a
 * key; or in place of the prompt, when key and image were found good.
 */
export type Fault = {
  readonly name: string;
  /** One line for the page that lists the faults. */
  readonly does: string;
} & (
  | { readonly stage: 'headers' | 'body'; answer(exchange: Exchange): void }
  | { readonly stage: 'image'; answer(exchange: Exchange, picture: Picture): void }
);

/** Where the fault `redirect` points. A request to this path means that a client followed it. */
export const redirectTarget = '/redirected/v3/img2prompt';

/** How much the fault `huge-answer` sends. */
export const hugeAnswerBytes = 4 * 1024 * 1024;

/** What the fault `hostile-prompt` answers with, 100,000 UTF-16 units long. */
export const hostilePrompt = [
  'a harmless beginning,\nsecond line,\r\nthird line,\ttab,\u0000null,\u0007bell,\u0085next line,\u2028separator,',
  '\u001b[31mred\u001b[0m,\u001b]0;title\u0007,\u009b1m,',
  '\u202eright to left override\u202c,\u2066isolate\u2069,\u200fmark,\ufeffno-break,',
  '${1:x} $TM_FILENAME $0 ${prompt} #file:secret.txt {{x}},',
  '<script>alert(1)</script>, ```` ``` ` `, [link](command:workbench.action.quit), ![x](http://127.0.0.1:1/x.png),',
  '\ud800 lone surrogate, "quotes", \'more\', \\backslash, --- , | cell |, ',
]
  .join(' ')
  .padEnd(100_000, 'and so on, ');

/** A page as a gateway in front of the service would send it. */
const gatewayPage = (title: string) =>
  `<html><head><title>${title}</title></head><body>${title}</body></html>\n`;

const htmlType = { 'content-type': 'text/html' };

const bareStatuses = [401, 403, 404, 410, 429, 500, 502];

/** The faults with a fixed name, and the state of those that have one; a server has its own. */
function namedFaults(): Fault[] {
  let flakyCalls = 0;
  return [
    ...Object.entries(documentedReasons).map(
      ([name, { status, ofAnImage }]): Fault => ({
        name,
        does: `status ${status} with this reason`,
        stage: ofAnImage ? 'image' : 'body',
        answer: ({ sendRefusal }: Exchange) => sendRefusal(refuse(name as Reason)),
      }),
    ),
    ...bareStatuses.map(
      (status): Fault => ({
        name: `bare-${status}`,
        does: `status ${status} with a page of HTML, no JSON`,
        stage: 'body',
        answer: ({ response }) => {
          response.writeHead(status, htmlType).end(gatewayPage(`${status} from a gateway`));
        },
      }),
    ),
    {
      name: 'html',
      does: 'status 200 with a page of HTML',
      stage: 'body',
      answer: ({ response }) => {
        response.writeHead(200, htmlType).end(gatewayPage('Please log in'));
      },
    },
    {
      name: 'redirect',
      does: `status 302 to ${redirectTarget}`,
      stage: 'body',
      answer: ({ response }) => {
        response.writeHead(302, { location: redirectTarget }).end();
      },
    },
    {
      name: 'echo-key',
      does: 'INVALID_API_KEY with a message that repeats the key and the first 500 characters of the image',
      stage: 'body',
      answer: ({ received, sendRefusal }) => {
        const image = received.imageBytes?.toString('base64').slice(0, 500) ?? '';
        sendRefusal(
          refuse('INVALID_API_KEY', `refused: ${received.headers.authorization ?? 'no key'} ${image}`),
        );
      },
    },
    {
      name: 'reset-before',
      does: 'resets the connection as soon as the headers are there',
      stage: 'headers',
      answer: ({ breakConnection }) => breakConnection('reset'),
    },
    {
      name: 'reset-after-body',
      does: 'resets the connection when the body was received',
      stage: 'body',
      answer: ({ breakConnection }) => breakConnection('reset'),
    },
    {
      name: 'broken-json',
      does: 'status 200, a complete answer whose JSON breaks off',
      stage: 'image',
      answer: ({ sendJson }) => sendJson(200, '{"prompt": "a picture of'),
    },
    {
      name: 'half-json',
      does: 'status 200, then the connection breaks in the middle of the announced answer',
      stage: 'image',
      answer: ({ response, breakConnection }) => {
        const body = '{"prompt": "a picture that never arrives whole"}';
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.write(body.slice(0, body.length / 2), () => breakConnection('close'));
      },
    },
    {
      name: 'empty-prompt',
      does: 'status 200, an empty prompt',
      stage: 'image',
      answer: ({ sendJson }) => sendJson(200, '{"prompt":""}'),
    },
    {
      name: 'missing-prompt',
      does: 'status 200, JSON without a prompt',
      stage: 'image',
      answer: ({ sendJson }) => sendJson(200, '{"task_id":"0"}'),
    },
    {
      name: 'error-under-200',
      does: 'status 200 with the error body of NOT_ENOUGH_BALANCE',
      stage: 'image',
      answer: ({ sendJson }) => sendJson(200, refuse('NOT_ENOUGH_BALANCE').body),
    },
    {
      name: 'huge-answer',
      does: `status 200, a prompt of ${hugeAnswerBytes / 1024 / 1024} MiB, streamed`,
      stage: 'image',
      answer: ({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        Readable.from(hugeAnswer()).pipe(response);
      },
    },
    {
      name: 'hostile-prompt',
      does: 'a prompt of 100,000 characters with control characters, snippets, markup and the like',
      stage: 'image',
      answer: ({ sendJson }) => sendJson(200, JSON.stringify({ prompt: hostilePrompt })),
    },
    {
      name: 'flaky',
      does: 'every other image, beginning with the first, gets TASK_FAILED',
      stage: 'image',
      answer: ({ sendRefusal, sendPrompt }, picture) => {
        flakyCalls += 1;
        if (flakyCalls % 2 === 1) sendRefusal(refuse('TASK_FAILED'));
        else sendPrompt(picture);
      },
    },
    {
      name: 'hang',
      does: 'never answers',
      stage: 'image',
      answer: () => {},
    },
  ];
}

function* hugeAnswer(): Generator<string> {
  yield '{"prompt":"';
  const chunk = 'endless, '.repeat(4096);
  for (let sentBytes = 0; sentBytes < hugeAnswerBytes; sentBytes += chunk.length) yield chunk;
  yield '"}';
}

/** The fault that waits, for the number of milliseconds in its name. */
function slowFault(name: string, delayMs: number): Fault {
  return {
    name,
    does: 'the right answer, after that delay',
    stage: 'image',
    answer: ({ response, sendPrompt }, picture) => {
      const timer = setTimeout(() => sendPrompt(picture), delayMs);
      response.once('close', () => clearTimeout(timer));
    },
  };
}

/** The faults of one server. */
export class Faults {
  readonly #byName = new Map(namedFaults().map((fault) => [fault.name, fault]));

  /** The fault of that name, such as `hang` or `slow-3000`. */
  find(name: string): Fault | undefined {
    const delayMs = /^slow-(\d{1,7})$/.exec(name)?.[1];
    return delayMs === undefined ? this.#byName.get(name) : slowFault(name, Number(delayMs));
  }

  /** All faults, for people to read. */
  list(): readonly Fault[] {
    return [...this.#byName.values(), slowFault('slow-MILLISECONDS', 0)];
  }
}
