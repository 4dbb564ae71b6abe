import { Readable } from 'node:stream';
import { refuse } from './documentedReasons.ts';
import type { Fault } from './fault.ts';
import { gatewayPage, htmlType } from './gatewayPage.ts';
import { NestedRefusal } from './refusal.ts';

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

/** Answers that no client can use, or should not use as they are. */
export const unusableAnswers: readonly Fault[] = [
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
    name: 'broken-json',
    does: 'status 200, a complete answer whose JSON breaks off',
    stage: 'image',
    answer: ({ sendJson }, good) => sendJson(200, upTo('a picture of', good.bodyWith('a picture of a ship'))),
  },
  {
    name: 'half-json',
    does: 'status 200, then the connection breaks in the middle of the announced answer',
    stage: 'image',
    answer: ({ response, breakConnection }, good) => {
      const body = good.bodyWith('a picture that never arrives whole');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.write(upTo('a picture', body), () => breakConnection('close'));
    },
  },
  {
    name: 'empty-prompt',
    does: 'status 200, an empty prompt',
    stage: 'image',
    answer: ({ sendJson }, good) => sendJson(200, good.bodyWith('')),
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
    name: 'nested-error-under-200',
    does: "status 200 with a nested error, OpenRouter's way once a model has begun",
    stage: 'image',
    answer: ({ sendJson }) =>
      sendJson(200, new NestedRefusal(502, 'Provider returned error', { code: 502 }).body),
  },
  {
    name: 'huge-answer',
    does: `status 200, a prompt of ${hugeAnswerBytes / 1024 / 1024} MiB, streamed`,
    stage: 'image',
    answer: ({ response }, good) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      Readable.from(hugeAnswer(good.bodyWith('endless, '))).pipe(response);
    },
  },
  {
    name: 'hostile-prompt',
    does: 'a prompt of 100,000 characters with control characters, snippets, markup and the like',
    stage: 'image',
    answer: ({ sendJson }, good) => sendJson(200, good.bodyWith(hostilePrompt)),
  },
];

function upTo(words: string, text: string): string {
  return text.slice(0, text.indexOf(words) + words.length);
}

/** The body with its prompt, "endless, ", said over and over. */
function* hugeAnswer(body: string): Generator<string> {
  const beginning = upTo('endless, ', body);
  yield beginning;
  const chunk = 'endless, '.repeat(4096);
  for (let sentBytes = 0; sentBytes < hugeAnswerBytes; sentBytes += chunk.length) yield chunk;
  yield body.slice(beginning.length);
}
