import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Engine, Question } from '../../../src/core/engine.ts';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { AutoEngine } from '../../../src/engines/auto.ts';
import type { VisionEngine } from '../../../src/engines/vision.ts';
import { prepared } from './prepared.ts';

const brief = { style: 'tags', customInstruction: '', language: '' } as const;
const day = 24 * 60 * 60 * 1000;
const gone: Problem = { kind: 'serviceGone', host: 'api.example', gone: 'api' };

const questionTo = (engine: Question['engine']): Question => ({
  engine,
  address: 'https://api.example',
  model: '',
  instruction: '',
});

/** An engine whose Image to Prompt, and whose vision model, fails as told; `asked` tells which ways it went. */
function autoEngine(problem: Problem | undefined, clock = { nowMs: 1_000_000 }, ofVision?: Problem) {
  const asked: string[] = [];
  const announced: string[] = [];
  const noted = new Map<string, number>();
  const img2prompt: Engine = {
    host: 'api.example',
    question: () => questionTo('img2prompt'),
    async describe() {
      asked.push('img2prompt');
      if (problem) throw new PromptError(problem);
      return { text: 'by img2prompt', isList: true, raw: '', question: questionTo('img2prompt') };
    },
  };
  const vision = {
    host: 'api.example',
    model: async () => 'a/model',
    question: () => questionTo('vision'),
    async describe() {
      asked.push('vision');
      if (ofVision) throw new PromptError(ofVision);
      return { text: 'by vision', isList: true, raw: '', question: questionTo('vision') };
    },
  } as unknown as VisionEngine;
  const engine = new AutoEngine({
    base: 'https://api.example',
    img2prompt,
    vision,
    retirements: {
      notedAt: (base) => noted.get(base),
      note: (base, atMs) => void noted.set(base, atMs),
      announce: (host, model) => announced.push(`${host} ${model}`),
    },
    now: () => clock.nowMs,
  });
  const ask = async () =>
    (await engine.describe(prepared(new Uint8Array(1)), brief, new AbortController().signal)).text;
  return { ask, asked, announced };
}

describe('The engine auto', () => {
  it('asks Image to Prompt while the service offers it', async () => {
    const { ask, asked } = autoEngine(undefined);
    assert.equal(await ask(), 'by img2prompt');
    assert.deepEqual(asked, ['img2prompt']);
  });

  it('turns to the vision model when the service says that the API is gone, and says so once', async () => {
    const { ask, asked, announced } = autoEngine(gone);
    assert.equal(await ask(), 'by vision');
    assert.equal(await ask(), 'by vision');
    assert.deepEqual(asked, ['img2prompt', 'vision', 'vision']);
    assert.deepEqual(announced, ['api.example a/model']);
  });

  it('says and notes nothing where the vision model fails, too', async () => {
    const { ask, asked, announced } = autoEngine(gone, undefined, gone);
    for (let times = 0; times < 2; times++) await assert.rejects(ask(), PromptError);
    assert.deepEqual(asked, ['img2prompt', 'vision', 'img2prompt', 'vision']);
    assert.deepEqual(announced, []);
  });

  it('tries Image to Prompt again after seven days', async () => {
    const clock = { nowMs: 1_000_000 };
    const { ask, asked } = autoEngine(gone, clock);
    await ask();
    clock.nowMs += 7 * day - 1;
    await ask();
    clock.nowMs += 1;
    await ask();
    assert.deepEqual(asked, ['img2prompt', 'vision', 'vision', 'img2prompt', 'vision']);
  });

  it('does not believe a note from the far future, as a clock that was set back leaves it', async () => {
    const clock = { nowMs: 100 * day };
    const { ask, asked } = autoEngine(gone, clock);
    await ask();
    clock.nowMs = day;
    await ask();
    assert.deepEqual(asked, ['img2prompt', 'vision', 'img2prompt', 'vision']);
  });

  const others: Problem[] = [
    { kind: 'serviceGone', host: 'api.example', gone: 'address' },
    { kind: 'serviceFailing', host: 'api.example', status: 503, message: '' },
    { kind: 'noBalance', host: 'api.example' },
    { kind: 'cancelled' },
  ];
  for (const problem of others) {
    it(`does not turn elsewhere at ${Object.values(problem).join(' ')}`, async () => {
      const { ask, asked } = autoEngine(problem);
      await assert.rejects(ask(), PromptError);
      assert.deepEqual(asked, ['img2prompt']);
    });
  }
});
