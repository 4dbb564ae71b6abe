import assert from 'node:assert/strict';
import { altText } from '../src/core/altText.ts';
import type { Brief, Style } from '../src/core/brief.ts';
import type { Engine } from '../src/core/engine.ts';
import { plainPrompt } from '../src/core/imagesToPrompts.ts';
import { maxPromptLength, plainText } from '../src/core/plainText.ts';
import { PromptError } from '../src/core/promptError.ts';
import { checkConnection } from '../src/engines/connection.ts';
import { Img2promptEngine } from '../src/engines/img2prompt.ts';
import type { Service } from '../src/engines/service.ts';
import { type ModelChoice, VisionEngine } from '../src/engines/vision.ts';
import type { VisionModel } from '../src/engines/visionModels.ts';
import type { KeyRing } from '../src/engines/withKey.ts';
import type { HttpClient } from '../src/net/httpClient.ts';
import { parseServiceAddress } from '../src/net/serviceAddress.ts';
import { prepared } from '../test/unit/engines/prepared.ts';

/** What no error may quote. */
export const key = 'sk_secret_0123456789';
export const picture = Buffer.from('a picture of a castle whose bytes no error may quote either', 'latin1');

const keys: KeyRing = {
  get: async () => key,
  ask: () => Promise.reject(new PromptError({ kind: 'cancelled' })),
};
const never = new AbortController().signal;

/** Asks all that can be asked of a service, and looks at what comes of it. */
export async function assertAnswers(http: HttpClient, url: string, style: Style): Promise<void> {
  const address = parseServiceAddress(url);
  const service: Service = { address, http, keys, timeoutMs: 5000 };
  const brief: Brief = { style, customInstruction: '', language: '' };
  const img2prompt = new Img2promptEngine(service);
  for (const engine of [img2prompt, new VisionEngine(service, settled), new VisionEngine(service, asking)]) {
    await foreseen(() => assertDescribes(engine, brief));
  }
  await foreseen(async () => {
    const { balanceUsd, visionModels } = await checkConnection(
      service,
      service,
      img2prompt.probe.bind(img2prompt),
      never,
    );
    assert.ok(balanceUsd === undefined || Number.isFinite(balanceUsd));
    assert.ok(visionModels === undefined || visionModels >= 0);
  });
}

const settled: ModelChoice = {
  known: () => 'a/model',
  remember: async () => {},
  ask: () => assert.fail('the user was asked for a model that is known'),
};
const asking: ModelChoice = {
  known: () => undefined,
  remember: async (_base, model) => assert.notEqual(model, ''),
  ask: async (_host, models) => {
    assert.ok(models.every(isModel), 'is no list of models');
    return models[0]?.id ?? 'typed-by-the-user';
  },
};

function isModel({ id, takesImages }: VisionModel): boolean {
  return (
    typeof id === 'string' && id !== '' && (takesImages === undefined || typeof takesImages === 'boolean')
  );
}

async function assertDescribes(engine: Engine, brief: Brief): Promise<void> {
  const answer = await engine.describe(prepared(picture), brief, never);
  assert.ok(typeof answer.text === 'string' && typeof answer.raw === 'string');
  for (const wantsTidy of [true, false]) {
    const prompt = plainPrompt(answer, wantsTidy);
    assertPlain(prompt, maxPromptLength);
    assertPlain(altText(prompt, answer.isList), 250);
  }
}

/** Whatever a service says, it is a problem with a sentence, in which no secret stands. */
async function foreseen(asking: () => Promise<void>): Promise<void> {
  try {
    await asking();
  } catch (error) {
    const problem = PromptError.problemOf(error);
    if (problem === undefined) throw error;
    if ('message' in problem) assertPlain(problem.message, 200);
    if (problem.kind === 'rateLimited') {
      const { retryAfterSeconds } = problem;
      assert.ok(
        retryAfterSeconds === undefined || Number.isSafeInteger(retryAfterSeconds),
        String(retryAfterSeconds),
      );
    }
    const said = JSON.stringify(problem);
    assert.ok(!said.includes(key) && !said.includes(picture.toString('base64')), `tells a secret: ${said}`);
  }
}

function assertPlain(text: string, maxLength: number): void {
  assert.ok(text.length <= maxLength, `${text.length} long`);
  assert.equal(plainText(text), text);
}
