import { styles } from '../../src/core/brief.ts';
import type { Clock } from '../../src/core/clock.ts';
import { HttpClient } from '../../src/net/httpClient.ts';
import type { HttpTransport } from '../../src/net/httpTransport.ts';
import { directNetwork } from '../../src/net/networkSettings.ts';
import { documentedReasons, type Reason, refuse } from '../../test/server/documentedReasons.ts';
import llamacpp from '../../test/server/samples/llamacpp.json' with { type: 'json' };
import lmstudio from '../../test/server/samples/lmstudio.json' with { type: 'json' };
import novita from '../../test/server/samples/novita.json' with { type: 'json' };
import ollama from '../../test/server/samples/ollama.json' with { type: 'json' };
import openai from '../../test/server/samples/openai.json' with { type: 'json' };
import openrouter from '../../test/server/samples/openrouter.json' with { type: 'json' };
import { hostilePrompt } from '../../test/server/unusableAnswers.ts';
import { assertAnswers, key, picture } from '../engines.ts';
import { type Mutation, mutated } from '../mutated.ts';
import { jsonSigns, mutatedJson } from '../mutatedJson.ts';
import { Random } from '../random.ts';
import type { Target } from '../target.ts';

const providers = [llamacpp, lmstudio, novita, ollama, openai, openrouter];

/** Bodies of answers. */
export const bodies: readonly string[] = [
  ...providers.flatMap(({ models, chatAnswer }) => [JSON.stringify(models), JSON.stringify(chatAnswer)]),
  JSON.stringify(lmstudio.nativeModels),
  JSON.stringify({ prompt: hostilePrompt.slice(0, 3000) }),
  JSON.stringify({ prompt: 'a castle, (blue:1.2), <lora:x:1>, a castle' }),
  JSON.stringify({ availableBalance: '12345', cashBalance: '0' }),
  JSON.stringify({ error: { message: `no model for ${key}`, type: 'x', code: 404 } }),
  ...(Object.keys(documentedReasons) as Reason[]).map((reason) => refuse(reason).body),
];

/** What chat models say. */
const said = [
  '<think>\nA castle? Yes.\n</think>\n\nSure! Here is the prompt:\n```text\n"a castle, blue"\n```',
  '~~~\nPrompt: a castle,\nblue\n~~~',
  '**Alt text:** “A castle on a hill.”',
];

/** What they say is changed before it is put into an answer, or values of an answer. */
const mutatedAnswer: Mutation = (sample, random, material) => {
  if (random.isOneIn(2)) return mutatedJson(sample, random, material);
  const text = String(mutated(Buffer.from(random.oneOf(said)), random, material));
  return Buffer.from(
    JSON.stringify({ prompt: text, choices: [{ message: { content: text } }], message: text }),
  );
};

export const words: readonly (string | Uint8Array)[] = [
  ...['"', '\\', '\\u0000', '\\ud800', '\\n', ...jsonSigns, '1e999', '{"__proto__":{"polluted":1}}'],
  ...[
    '"error":',
    '"code":429,',
    '"reason":"API_NOT_FOUND",',
    '"message":',
    '"choices":',
    '"prompt":',
    '"data":',
    '"id":""',
  ],
  ...[
    '<think>',
    '</think>',
    '```',
    '~~~',
    '`',
    '~',
    'Prompt:',
    'Here is the caption:',
    '“',
    '”',
    '(',
    ')',
    ':1.2)',
    ', ',
  ],
  ...[
    '\0',
    '\u202E',
    '\u2028',
    '\u0301',
    '\uFEFF',
    '🏰',
    'ﷺ',
    key,
    key.slice(0, 10),
    picture.toString('base64'),
  ],
];

/** What services say, from the bodies of their answers to prompts and problems. */
export const target: Target = {
  rounds: 10_000,
  samples: bodies.map((body) => () => body),
  words,
  mutated: mutatedAnswer,
  async check(body) {
    const random = new Random(body);
    const status = random.oneOf([200, 200, 200, 200, 400, 401, 404, 410, 429, 500, 503, 302]);
    const retryAfter = random.oneOf([undefined, '1', '9'.repeat(400), 'Thu, 01 Jan 2099 00:00:00 GMT', '-1']);
    const transport: HttpTransport = {
      send: async () => ({ status, headers: { 'retry-after': retryAfter }, body }),
      wayTo: () => 'direct',
      close: async () => {},
    };
    const http = new HttpClient({
      settings: () => ({ network: directNetwork, maxAttempts: 3 }),
      loadTransport: async () => transport,
      clock: patientClock(),
    });
    await assertAnswers(http, 'https://api.example/v1', random.oneOf(styles));
  },
};

/** One whose waits pass at once. */
function patientClock(): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    random: () => 0.5,
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
}
