import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chatBody, chatPath } from './chat.ts';
import { blue } from './pictures.ts';
import { type Answer, useServer } from './useServer.ts';

describe('the contract server, with errors that hit some calls', () => {
  const server = useServer();
  const calls: Record<string, (prefix: string) => Promise<Answer>> = {
    img2prompt: (prefix) =>
      server.call({
        path: `${prefix}/v3/img2prompt`,
        body: JSON.stringify({ image_file: blue.toString('base64') }),
      }),
    chat: (prefix) => server.call({ path: prefix + chatPath, body: chatBody() }),
    models: (prefix) => server.call({ path: `${prefix}/openai/v1/models` }),
    balance: (prefix) => server.call({ path: `${prefix}/openapi/v1/billing/balance/detail` }),
  };
  const everything = Object.keys(calls);
  const pictures = ['img2prompt', 'chat'];

  const faults: Record<string, readonly [status: number, hit: readonly string[]]> = {
    retired: [404, ['img2prompt']],
    'retired-410': [410, ['img2prompt']],
    'balance-forbidden': [403, ['balance']],
    API_NOT_FOUND: [404, everything],
    INVALID_API_KEY: [403, everything],
    SERVICE_NOT_AVAILABLE: [503, everything],
    NOT_ENOUGH_BALANCE: [403, pictures],
    MODEL_NOT_FOUND: [404, pictures],
    RATE_LIMIT_EXCEEDED: [429, pictures],
    TASK_FAILED: [500, pictures],
    'bare-502': [502, everything],
    'nested-401': [401, everything],
    'nested-402': [402, pictures],
    'nested-404': [404, pictures],
    'nested-429': [429, pictures],
    'nested-500': [500, pictures],
    'nested-503': [503, pictures],
  };
  for (const [name, [status, hit]] of Object.entries(faults)) {
    it(`${name}: ${hit.join(', ')}`, async () => {
      for (const [kind, make] of Object.entries(calls)) {
        const answer = await make(`/fault/${name}`);
        assert.equal(answer.status, hit.includes(kind) ? status : 200, kind);
      }
    });
  }

  for (const name of ['nested-401', 'nested-402', 'nested-404', 'nested-429', 'nested-500', 'nested-503']) {
    it(`${name}: message, type and code in "error"`, async () => {
      const { text } = await server.call({ path: `/fault/${name}${chatPath}`, body: '{}' });
      const { error, ...rest } = JSON.parse(text);
      assert.deepEqual(rest, {});
      assert.deepEqual(Object.keys(error), ['message', 'type', 'code']);
    });
  }

  it('retired: as the documents word it', async () => {
    const { text } = await server.call({ path: '/fault/retired/v3/img2prompt', body: '{}' });
    assert.equal(JSON.parse(text).reason, 'API_NOT_FOUND');
  });
});
