import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listModels } from '../../../src/engines/visionModels.ts';
import { HttpClient, type Sending } from '../../../src/net/httpClient.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';
import lmstudio from '../../server/samples/lmstudio.json' with { type: 'json' };
import ollama from '../../server/samples/ollama.json' with { type: 'json' };
import openrouter from '../../server/samples/openrouter.json' with { type: 'json' };

/** A server that answers these paths with these values, and every other with a 404. */
class Answering extends HttpClient {
  readonly asked: string[] = [];
  readonly #answers: Readonly<Record<string, unknown>>;

  constructor(answers: Readonly<Record<string, unknown>>) {
    super();
    this.#answers = answers;
  }

  override async send({ url }: Sending) {
    const { pathname } = new URL(url);
    this.asked.push(pathname);
    const answer = this.#answers[pathname];
    return { status: answer ? 200 : 404, headers: {}, body: JSON.stringify(answer ?? {}) };
  }
}

const lists: [
  behaviour: string,
  answers: Record<string, unknown>,
  base: string,
  asked: string[],
  seeing: string[],
][] = [
  [
    'asks no other list where the first one tells',
    { '/api/v1/models': openrouter.models },
    '/api/v1',
    ['/api/v1/models'],
    openrouter.modelsTakingImages,
  ],
  [
    "takes it from LM Studio's own list",
    { '/v1/models': lmstudio.models, '/api/v1/models': lmstudio.nativeModels },
    '/v1',
    ['/v1/models', '/api/v1/models'],
    lmstudio.modelsTakingImages,
  ],
  [
    "takes it from LM Studio's former list where there is no other",
    { '/v1/models': lmstudio.models, '/api/v0/models': lmstudio.restModels },
    '/v1',
    ['/v1/models', '/api/v1/models', '/api/v0/models'],
    lmstudio.modelsTakingImages,
  ],
  [
    'leaves it open where nothing tells',
    { '/v1/models': ollama.models },
    '/v1',
    ['/v1/models', '/api/v1/models', '/api/v0/models'],
    [],
  ],
];

describe('Which models take images', () => {
  for (const [behaviour, answers, base, asked, seeing] of lists) {
    it(behaviour, async () => {
      const http = new Answering(answers);
      const service = {
        address: parseServiceAddress(`http://127.0.0.1:1${base}`),
        http,
        keys: { get: async () => undefined, ask: () => assert.fail('the user was asked') },
        timeoutMs: 1000,
      };
      const models = await listModels(service, undefined, new AbortController().signal);
      assert.deepEqual(http.asked, asked);
      const taking = models.filter(({ takesImages }) => takesImages).map(({ id }) => id);
      assert.deepEqual(taking.toSorted(), seeing.toSorted());
      assert.equal(
        models.some(({ takesImages }) => takesImages === undefined),
        seeing.length === 0,
      );
    });
  }
});
