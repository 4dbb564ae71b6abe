import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Brief } from '../../../src/core/brief.ts';
import type { Prepare } from '../../../src/core/image.ts';
import { PromptError } from '../../../src/core/promptError.ts';
import { instructionFor } from '../../../src/engines/instruction.ts';
import { type ModelChoice, VisionEngine } from '../../../src/engines/vision.ts';
import type { KeyRing } from '../../../src/engines/withKey.ts';
import { HttpClient } from '../../../src/net/httpClient.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';
import { type ContractServer, startContractServer } from '../../server/contractServer.ts';
import { providers } from '../../server/providers.ts';
import { prepared } from './prepared.ts';

const brief: Brief = { style: 'tags', customInstruction: '', language: '' };
const keys: KeyRing = {
  get: async () => 'sk_good',
  ask: () => Promise.reject(new PromptError({ kind: 'cancelled' })),
};

describe('The engine vision', () => {
  let server: ContractServer;
  let castle: Uint8Array;
  let asked: (readonly string[])[];
  let remembered: Map<string, string | undefined>;
  const http = new HttpClient();

  before(async () => {
    server = await startContractServer();
    castle = await readFile('test/sampleWorkspace/castle.png');
  });
  beforeEach(() => {
    asked = [];
    remembered = new Map();
  });
  after(async () => {
    await http.close();
    await server.close();
  });

  /** Chooses the first model when it is asked. */
  const choice = (settled?: string): ModelChoice => ({
    known: (base) => settled ?? remembered.get(base),
    remember: async (base, model) => void remembered.set(base, model),
    ask: async (_host, models) => {
      asked.push(models.map(({ id }) => id));
      return models[0]?.id ?? 'typed-by-the-user';
    },
  });
  const engineAt = (path: string, models = choice()) =>
    new VisionEngine(
      { address: parseServiceAddress(server.url + path), http, keys, timeoutMs: 5000 },
      models,
    );
  const describeAt = (path: string, models?: ModelChoice) =>
    engineAt(path, models).describe(prepared(castle), brief, new AbortController().signal);

  it('sends the picture byte for byte with the instruction, in a request that the strict server takes', async () => {
    const { text } = await describeAt('/openai/v1');
    assert.match(text, /800 by 600/);
    const request = server.requests.at(-1);
    assert.deepEqual(request?.imageBytes && Buffer.from(request.imageBytes), castle);
    assert.equal(request?.instruction, instructionFor(brief));
    assert.equal(request?.headers.authorization, 'Bearer sk_good');
  });

  it('wants a picture of at most 1 MB', async () => {
    const wanted: number[] = [];
    const prepare: Prepare = (maxBytes) => {
      wanted.push(maxBytes);
      return prepared(castle)(maxBytes);
    };
    await engineAt('/openai/v1').describe(prepare, brief, new AbortController().signal);
    assert.deepEqual(wanted, [1_000_000]);
  });

  it('lets the user choose of the models that take images, once', async () => {
    await describeAt('/openai/v1');
    await describeAt('/openai/v1');
    assert.equal(asked.length, 1);
    assert.ok((asked[0]?.length ?? 0) > 1);
    assert.equal(server.requests.at(-1)?.model, asked[0]?.[0]);
  });

  it('uses the only model that takes images without asking', async () => {
    await describeAt('/fault/one-vision-model/openai/v1');
    assert.deepEqual(asked, []);
  });

  it('looks for no model where one is settled', async () => {
    await describeAt('/openai/v1');
    const model = asked[0]?.[0];
    const requests = server.requests.length;
    await describeAt('/openai/v1', choice(model));
    assert.equal(server.requests.length, requests + 1);
    assert.equal(server.requests.at(-1)?.model, model);
  });

  // One that answers whatever model is asked for has none that is gone.
  for (const { base: path } of providers.filter(({ rules }) => !rules.anyModel)) {
    it(`chooses anew when the model that was chosen before is gone from ${path}`, async () => {
      const { base } = parseServiceAddress(server.url + path);
      remembered.set(base, 'a/model-of-yesterday');
      const { text } = await describeAt(path);
      assert.match(text, /800 by 600/);
      assert.equal(asked.length, 1);
      assert.equal(remembered.get(base), server.requests.at(-1)?.model);
    });
  }

  it('asks again next time when nothing was chosen in the place of one that is gone', async () => {
    const { base } = parseServiceAddress(`${server.url}/openai/v1`);
    remembered.set(base, 'a/model-of-yesterday');
    const ask = () => Promise.reject(new PromptError({ kind: 'cancelled' }));
    await assert.rejects(describeAt('/openai/v1', { ...choice(), ask }));
    await describeAt('/openai/v1');
    assert.equal(asked.length, 1);
  });

  it('does not choose another in the place of one that the user set', async () => {
    const error = await describeAt('/openai/v1', choice('a/model-of-yesterday')).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.partialDeepStrictEqual(PromptError.problemOf(error), { kind: 'serviceGone', gone: 'model' });
    assert.deepEqual(asked, []);
  });

  for (const { base } of providers) {
    it(`gets a prompt from ${base}`, async () => {
      const { text } = await describeAt(base);
      assert.match(text, /800 by 600/);
    });
  }
});
