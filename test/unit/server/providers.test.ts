import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { providers } from '../../server/providers.ts';
import { chatBody } from './chat.ts';
import { blue } from './pictures.ts';
import { useServer } from './useServer.ts';

interface Listed {
  id: string;
  input_modalities?: string[];
  features?: string[];
  architecture?: { input_modalities: string[] };
  type?: string;
}

/** What each list tells of images, as its provider documents it. */
const seesByList: Record<string, ((model: Listed) => boolean) | undefined> = {
  '/openai/v1': ({ input_modalities, features }) =>
    input_modalities?.includes('image') || features?.includes('vision') || false,
  '/openrouter/api/v1': ({ architecture }) => architecture?.input_modalities.includes('image') ?? false,
  '/lmstudio/v1': undefined,
  '/ollama/v1': undefined,
  '/plain/v1': undefined,
  '/llamacpp/v1': ({ architecture }) => architecture?.input_modalities.includes('image') ?? false,
};

describe('the contract server, in the habits of', () => {
  const server = useServer();
  const modelsAt = async (path: string): Promise<Listed[]> => {
    const { status, text } = await server.call({ path });
    assert.equal(status, 200, text);
    return JSON.parse(text).data;
  };

  it('every provider that has a test here', () => {
    assert.deepEqual(
      Object.keys(seesByList),
      providers.map(({ base }) => base),
    );
  });

  for (const { base, sample, models, keyForm } of providers) {
    describe(base, () => {
      const headers = { authorization: keyForm === undefined ? undefined : 'Bearer sk_good' };
      const chat = (body: string) => server.call({ path: `${base}/chat/completions`, headers, body });

      it('lists its models in the documented form', async () => {
        const { status, text } = await server.call({ path: `${base}/models`, headers });
        assert.equal(status, 200);
        assert.deepEqual(JSON.parse(text), sample.models);
      });

      it('tells what takes images as documented, or not at all', async () => {
        const tells = seesByList[base];
        const listed = await modelsAt(`${base}/models`);
        for (const model of listed) {
          const takesImages = models.find(({ id }) => id === model.id)?.takesImages;
          if (tells) assert.equal(tells(model), takesImages, model.id);
          else assert.deepEqual(Object.keys(model).sort().at(-1), 'owned_by', model.id);
        }
      });

      const requests = { chatRequest: sample.chatRequest, chatRequestByCurl: sample.chatRequestByCurl };
      for (const [name, request] of Object.entries(requests)) {
        if (request === undefined) continue;
        it(`takes its documented ${name} and answers in its documented form`, async () => {
          const { status, text } = await chat(
            JSON.stringify(request).replace('BASE64', blue.toString('base64')),
          );
          assert.equal(status, 200, text);
          assert.deepEqual(server.lastRequest?.imageBytes, blue);
          assert.match(server.lastRequest?.instruction ?? '', /What's in this image\?$/);
          const answer = JSON.parse(text);
          assert.deepEqual(shapeOf(answer), shapeOf(sample.chatAnswer));
          assert.match(answer.choices[0].message.content, /^a wide 40 by 30 picture/);
        });
      }

      it('takes a good chat with each model that takes images, and with no other', async () => {
        for (const { id, takesImages } of models) {
          assert.equal((await chat(chatBody({ model: id }))).status, takesImages ? 200 : 400, id);
        }
      });
    });
  }

  it('LM Studio at its own address, which tells the capabilities of models', async () => {
    const { text } = await server.call({ path: '/lmstudio/api/v1/models' });
    const { models } = JSON.parse(text) as { models: { key: string; capabilities?: { vision: boolean } }[] };
    assert.deepEqual(
      models.map(({ key, capabilities }) => [key, capabilities?.vision]),
      [
        ['qwen2-vl-7b-instruct', true],
        ['meta-llama-3.1-8b-instruct', false],
        ['gemma-3-4b-it', true],
        ['text-embedding-nomic-embed-text-v1.5', undefined],
      ],
    );
  });

  it('LM Studio at its former address, which tells the kinds of models', async () => {
    const kinds = (await modelsAt('/lmstudio/api/v0/models')).map(({ id, type }) => [id, type]);
    assert.deepEqual(kinds, [
      ['qwen2-vl-7b-instruct', 'vlm'],
      ['meta-llama-3.1-8b-instruct', 'llm'],
      ['gemma-3-4b-it', 'vlm'],
      ['text-embedding-nomic-embed-text-v1.5', 'embeddings'],
    ]);
  });

  it('llama.cpp, which answers whatever model is asked for', async () => {
    const { status } = await server.call({
      path: '/llamacpp/v1/chat/completions',
      body: chatBody({ model: undefined }),
    });
    assert.equal(status, 200);
  });

  describe('each, about errors', () => {
    const noModel = chatBody({ model: 'no/model' });
    const errors: readonly (readonly [
      base: string,
      authorization: string | undefined,
      status: number,
      error: object,
    ])[] = [
      ['/openrouter/api/v1', undefined, 401, { code: 401 }],
      ['/openrouter/api/v1', 'Bearer sk_no_balance', 402, { code: 402 }],
      ['/openrouter/api/v1', 'Bearer sk-or-v1-good', 400, { code: 400 }],
      ['/plain/v1', 'Bearer sk_refused', 401, { type: 'invalid_request_error', code: 'invalid_api_key' }],
      ['/plain/v1', 'Bearer sk-good', 404, { type: 'invalid_request_error', code: 'model_not_found' }],
      ['/lmstudio/v1', undefined, 404, { type: 'invalid_request_error', code: 'model_not_found' }],
      ['/ollama/v1', undefined, 404, { type: 'not_found_error', param: null, code: null }],
    ];
    for (const [base, authorization, status, expected] of errors) {
      it(`${base}: ${status}`, async () => {
        const answer = await server.call({
          path: `${base}/chat/completions`,
          headers: { authorization },
          body: noModel,
        });
        assert.equal(answer.status, status);
        const { message, ...error } = JSON.parse(answer.text).error;
        assert.equal(typeof message, 'string');
        assert.deepEqual(error, expected);
      });
    }
  });

  describe('lists of other models, on demand', () => {
    const seeing = async (fault: string, base = '/openai/v1') => {
      const tells = seesByList[base];
      const listed = await modelsAt(`/fault/${fault}${base}/models`);
      return { all: listed.length, seeing: listed.filter((model) => tells?.(model)).map(({ id }) => id) };
    };

    it('several that take images and several that do not, unless asked otherwise', async () => {
      const { all, seeing: ids } = await seeing('slow-headers-1');
      assert.ok(ids.length > 1 && all - ids.length > 1);
    });

    it('one-vision-model', async () => {
      assert.deepEqual(await seeing('one-vision-model'), { all: 3, seeing: ['qwen/qwen3.6-27b'] });
      assert.equal((await seeing('one-vision-model', '/openrouter/api/v1')).seeing.length, 1);
    });

    it('no-vision-model', async () => {
      assert.deepEqual(await seeing('no-vision-model'), { all: 2, seeing: [] });
    });

    it('no-models', async () => {
      assert.deepEqual(await seeing('no-models'), { all: 0, seeing: [] });
    });

    it('for LM Studio in both of its lists', async () => {
      const path = '/fault/one-vision-model/lmstudio';
      const ids = (await modelsAt(`${path}/v1/models`)).map(({ id }) => id);
      assert.deepEqual(
        ids,
        (await modelsAt(`${path}/api/v0/models`)).map(({ id }) => id),
      );
      assert.ok(!ids.includes('gemma-3-4b-it'));
    });

    it('for chats too', async () => {
      const path = '/fault/one-vision-model/openai/v1/chat/completions';
      assert.equal((await server.call({ path, body: chatBody({ model: 'qwen/qwen3.6-27b' }) })).status, 200);
      const { status, text } = await server.call({ path, body: chatBody() });
      assert.equal(status, 404);
      assert.equal(JSON.parse(text).reason, 'MODEL_NOT_FOUND');
    });
  });

  describe('one alone', () => {
    const alone = useServer('/lmstudio');

    it('at its own origin', async () => {
      for (const path of ['/v1/models', '/api/v0/models', '/fault/no-models/v1/models']) {
        assert.equal((await alone.call({ path })).status, 200, path);
      }
      assert.equal((await alone.call({ path: '/openai/v1/models' })).status, 404);
    });
  });
});

/** The value with its names and kinds, but not its texts and numbers. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
