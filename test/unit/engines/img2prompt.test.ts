import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { after, before, describe, it } from 'mocha';
import type { Brief } from '../../../src/core/brief.ts';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { Img2promptEngine } from '../../../src/engines/img2prompt.ts';
import { isRefused } from '../../../src/engines/service.ts';
import type { KeyRing } from '../../../src/engines/withKey.ts';
import { HttpClient } from '../../../src/net/httpClient.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';
import { type ContractServer, startContractServer } from '../../server/contractServer.ts';
import { Faults } from '../../server/faults.ts';
import { tracesOfKey, tracesOfPicture } from '../../traces.ts';
import { prepared } from './prepared.ts';

const key = 'sk_0123456789abcdefghijklmnopqrstuvwxyz';
const keysWith = (stored: string | undefined): KeyRing => ({
  get: async () => stored,
  ask: () => Promise.reject(new PromptError({ kind: 'cancelled' })),
});

const brief: Brief = { style: 'tags', customInstruction: '', language: '' };
const noPromptExpected = () => assert.fail('a prompt came');

describe('The engine img2prompt', () => {
  let server: ContractServer;
  let castle: Uint8Array;
  const http = new HttpClient();

  before(async () => {
    server = await startContractServer();
    castle = await readFile('test/sampleWorkspace/castle.png');
  });
  after(async () => {
    await http.close();
    await server.close();
  });

  const engineAt = (path: string, keys = keysWith(key), timeoutMs = 5000) =>
    new Img2promptEngine({ address: parseServiceAddress(server.url + path), http, keys, timeoutMs });
  const describeCastle = (path: string, keys?: KeyRing, timeoutMs?: number) =>
    engineAt(path, keys, timeoutMs).describe(prepared(castle), brief, new AbortController().signal);

  async function problemAt(path: string, keys?: KeyRing, timeoutMs?: number): Promise<Problem> {
    const error = await describeCastle(path, keys, timeoutMs).then(
      noPromptExpected,
      (reason: unknown) => reason,
    );
    const problem = PromptError.problemOf(error);
    assert.ok(problem, String(error));
    return problem;
  }

  it('sends the picture byte for byte, in a request that the strict server takes', async () => {
    const prompt = await describeCastle('');
    assert.match(prompt.text, /800 by 600/);
    const request = server.requests.at(-1);
    assert.deepEqual(request?.imageBytes && Buffer.from(request.imageBytes), castle);
    assert.equal(request?.path, '/v3/img2prompt');
    assert.equal(request?.headers.authorization, `Bearer ${key}`);
  });

  it('sends no authorization to a server that wants none', async () => {
    await describeCastle('/keyless', keysWith(undefined));
    assert.equal(server.requests.at(-1)?.headers.authorization, undefined);
  });

  for (const length of [1, 2, 3, 3 * 64 * 1024 - 1, 3 * 64 * 1024, 3 * 64 * 1024 + 1]) {
    it(`encodes ${length} bytes as one base64 text`, async () => {
      const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
      await engineAt('')
        .describe(prepared(bytes), brief, new AbortController().signal)
        .catch(() => {});
      const request = server.requests.at(-1);
      const { createHash } = await import('node:crypto');
      const body = JSON.stringify({ image_file: Buffer.from(bytes).toString('base64') });
      assert.equal(request?.bodySha256, createHash('sha256').update(body).digest('hex'));
    });
  }

  it('sends a view of a larger buffer without what lies beside it', async () => {
    const padded = new Uint8Array(castle.length + 20).fill(7);
    padded.set(castle, 10);
    const bytes = padded.subarray(10, 10 + castle.length);
    await engineAt('').describe(prepared(bytes), brief, new AbortController().signal);
    const received = server.requests.at(-1)?.imageBytes;
    assert.deepEqual(received && Buffer.from(received), castle);
  });

  it('asks anew for a key that is refused, and once only', async () => {
    const asked: string[] = [];
    const keys: KeyRing = {
      get: async () => key,
      ask: async ({ reason }) => {
        asked.push(reason);
        return 'sk_another';
      },
    };
    const problem = await problemAt('/fault/FAILED_TO_AUTH', keys);
    assert.partialDeepStrictEqual(problem, { kind: 'keyRefused', refused: 'key' });
    assert.deepEqual(asked, ['refused']);
  });

  it('goes on with the key that the user enters in the place of a refused one', async () => {
    const keys: KeyRing = { get: async () => 'sk_refused', ask: async () => key };
    assert.match((await describeCastle('', keys)).text, /800 by 600/);
  });

  it('asks for a key only once a server on this machine has asked for one', async () => {
    const reasons: string[] = [];
    const keys: KeyRing = {
      get: async () => undefined,
      ask: async ({ reason }) => {
        reasons.push(reason);
        return key;
      },
    };
    const before = server.requests.length;
    assert.match((await describeCastle('', keys)).text, /800 by 600/);
    assert.deepEqual(reasons, ['missing']);
    assert.equal(server.requests.length, before + 2);
  });

  it('gives neither the key nor the picture away in an error, with its causes', async function () {
    this.timeout(60_000); // every fault there is
    const traces = [...tracesOfKey(key), ...tracesOfPicture(castle)].map(String);
    const faults = new Faults().list().map(({ name }) => name.replace('MILLISECONDS', '1'));
    const errors: string[] = [];
    for (const fault of faults) {
      const keys: KeyRing = { get: async () => key, ask: async () => key };
      await describeCastle(`/fault/${fault}`, keys, 500).then(undefined, (error: unknown) => {
        errors.push(
          // Deeper than any chain of causes; a socket hanging on one of them has no end.
          inspect(error, { depth: 8, showHidden: true, maxStringLength: null }),
        );
      });
    }
    assert.ok(errors.length > 40, `${errors.length} errors`);
    assert.ok(errors.some((error) => error.includes('refused: Bearer … …')));
    for (const error of errors) assert.ok(!traces.some((trace) => error.includes(trace)), error);
  });

  it('gives up after the time that the user set', async () => {
    assert.deepEqual(await problemAt('/fault/hang', keysWith(key), 200), {
      kind: 'timedOut',
      host: new URL(server.url).host,
      timeoutSeconds: 0.2,
    });
  });

  it('hangs up when it is cancelled', async () => {
    const cancellation = new AbortController();
    const waiting = engineAt('/fault/hang').describe(prepared(castle), brief, cancellation.signal);
    setTimeout(() => cancellation.abort(), 100);
    const error = await waiting.then(noPromptExpected, (reason: unknown) => reason);
    assert.equal(PromptError.problemOf(error)?.kind, 'cancelled');
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(server.requests.at(-1)?.closedByClient, true);
  });

  it('says that nothing answers where no server runs', async () => {
    const stopped = await startContractServer();
    await stopped.close();
    const engine = new Img2promptEngine({
      address: parseServiceAddress(stopped.url),
      http,
      keys: keysWith(key),
      timeoutMs: 5000,
    });
    await assert.rejects(engine.describe(prepared(castle), brief, new AbortController().signal), (error) => {
      assert.deepEqual(PromptError.problemOf(error), {
        kind: 'unreachable',
        host: new URL(stopped.url).host,
        obstacle: 'connectionRefused',
      });
      return true;
    });
  });

  it('says that a server that speaks http does not speak https', async () => {
    const address = parseServiceAddress(server.url.replace('http:', 'https:'));
    const engine = new Img2promptEngine({ address, http, keys: keysWith(key), timeoutMs: 5000 });
    await assert.rejects(engine.describe(prepared(castle), brief, new AbortController().signal), (error) => {
      assert.partialDeepStrictEqual(PromptError.problemOf(error), {
        kind: 'unreachable',
        obstacle: 'notHttps',
      } as Partial<Problem>);
      return true;
    });
  });

  describe('checking a key', () => {
    const refuses = (path: string, checked: string) =>
      isRefused(engineAt(path).probe(checked, new AbortController().signal));

    it('sends no picture', async () => {
      await refuses('', key);
      assert.equal(server.requests.at(-1)?.imageBytes, undefined);
    });

    const answers: [path: string, key: string, refused: boolean][] = [
      ['', key, false],
      ['', 'sk_refused', true],
      ['', 'sk_no_balance', false],
      ['/fault/FAILED_TO_AUTH', key, true],
      ['/fault/NEED_REAL_NAME_VERIFY', key, false],
      ['/fault/API_NOT_FOUND', key, false],
      ['/fault/bare-500', key, false],
    ];
    for (const [path, checked, expected] of answers) {
      it(`takes ${checked} at ${path || '/'} for ${expected ? 'refused' : 'not refused'}`, async () => {
        assert.equal(await refuses(path, checked), expected);
      });
    }
  });
});
