import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Question } from '../../../src/core/engine.ts';
import type { ImageSource, PreparedImage } from '../../../src/core/image.ts';
import { imagesToPrompts, type Steps } from '../../../src/core/imagesToPrompts.ts';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { rememberedAnswers } from './rememberedAnswers.ts';

const image = (name: string): ImageSource => ({
  name,
  location: undefined,
  sizeBytes: async () => 1,
  version: async () => '',
  read: async () => Buffer.from(name),
});

const prepared = ({ name }: ImageSource): PreparedImage => ({
  name,
  bytes: new Uint8Array(1),
  mimeType: 'image/png',
  widthPx: 1,
  heightPx: 1,
  lacksText: false,
});

const question: Question = { engine: 'img2prompt', address: '', model: '', instruction: '' };

const aborted = () => {
  throw new PromptError({ kind: 'cancelled' });
};

/** Steps whose engine answers by the picture's name, or throws what the table says. */
function steps(answers: Record<string, string | Problem | Error>, changes: Partial<Steps<ImageSource>> = {}) {
  const asked: string[] = [];
  const all: Steps<ImageSource> = {
    prepare: async (source) => prepared(source),
    engine: {
      host: 'host.example',
      question: () => question,
      async describe(prepare, _brief, signal) {
        const { name } = await prepare(1000);
        if (signal.aborted) aborted();
        asked.push(name);
        const answer = answers[name];
        if (typeof answer === 'string') return { text: answer, isList: true, raw: answer, question };
        throw answer instanceof Error ? answer : new PromptError(answer as Problem);
      },
    },
    briefFor: () => ({ style: 'tags', customInstruction: '', language: '' }),
    wantsTidy: () => true,
    answers: rememberedAnswers().answers,
    isRenewed: false,
    ...changes,
  };
  return { all, asked };
}

const run = (names: string[], all: Steps<ImageSource>, signal = new AbortController().signal) =>
  imagesToPrompts(names.map(image), all, signal);

describe('From images to prompts', () => {
  it('gives each picture its prompt, in the order in which they were chosen', async () => {
    const { all } = steps({ 'b.png': 'blue', 'a.png': 'red' });
    const { prompts } = await run(['b.png', 'a.png'], all);
    assert.deepEqual(
      prompts.map(({ source, text }) => [source.name, text]),
      [
        ['b.png', 'blue'],
        ['a.png', 'red'],
      ],
    );
  });

  it('tidies where the user wants that, and cleans in any case', async () => {
    const answers = { 'a.png': 'red,\u202E red\n' };
    assert.equal((await run(['a.png'], steps(answers).all)).prompts[0]?.text, 'red');
    const untidied = await run(['a.png'], steps(answers, { wantsTidy: () => false }).all);
    assert.equal(untidied.prompts[0]?.text, 'red, red');
  });

  it('drops no part of prose, where commas separate no modifiers', async () => {
    const { all } = steps({});
    const engine = {
      host: 'host.example',
      question: () => question,
      describe: async () => ({ text: 'A man, a plan,  a man', isList: false, raw: '', question }),
    };
    assert.equal((await run(['a.png'], { ...all, engine })).prompts[0]?.text, 'A man, a plan, a man');
  });

  it('takes an answer of which nothing is left for no prompt', async () => {
    const { failures } = await run(['a.png'], steps({ 'a.png': ' , \u0000' }).all);
    assert.deepEqual(PromptError.problemOf(failures[0]?.error), {
      kind: 'answerUnusable',
      host: 'host.example',
      flaw: 'noPrompt',
    });
  });

  it('goes on with the others when one picture fails', async () => {
    const { all } = steps({ 'a.png': { kind: 'imageRefused', host: 'h', message: '' }, 'b.png': 'blue' });
    const outcome = await run(['a.png', 'b.png'], all);
    assert.equal(outcome.failures[0]?.source.name, 'a.png');
    assert.equal(outcome.prompts[0]?.text, 'blue');
  });

  it('goes on after an error that nobody foresaw', async () => {
    const { all } = steps({ 'a.png': new TypeError('?'), 'b.png': 'blue' });
    const outcome = await run(['a.png', 'b.png'], all);
    assert.ok(outcome.failures[0]?.error instanceof TypeError);
    assert.equal(outcome.prompts.length, 1);
  });

  const dooming: Problem[] = [
    { kind: 'noKey', host: 'h' },
    { kind: 'keyRefused', host: 'h', refused: 'key', message: '' },
    { kind: 'noBalance', host: 'h' },
    { kind: 'rateLimited', host: 'h', retryAfterSeconds: 1 },
    { kind: 'serviceGone', host: 'h', gone: 'api' },
    { kind: 'unreachable', host: 'h', obstacle: 'network' },
    { kind: 'storageFailed', flaw: { is: 'keys' } },
  ];
  for (const problem of dooming) {
    it(`stops at ${problem.kind}, which the next picture would meet as well, and keeps what it has`, async () => {
      const { all, asked } = steps({ 'a.png': 'red', 'b.png': problem, 'c.png': 'green' });
      const outcome = await run(['a.png', 'b.png', 'c.png'], all);
      assert.deepEqual(asked, ['a.png', 'b.png']);
      assert.equal(outcome.prompts.length, 1);
      assert.deepEqual(
        outcome.notTried.map(({ name }) => name),
        ['c.png'],
      );
      assert.equal(outcome.cancelled, false);
    });
  }

  it('keeps what it has when it is cancelled', async () => {
    const cancellation = new AbortController();
    const { all, asked } = steps({ 'a.png': 'red', 'b.png': 'blue' });
    const images = ['a.png', 'b.png'].map(image);
    const outcome = await imagesToPrompts(images, all, cancellation.signal, (_, index) => {
      if (index === 1) cancellation.abort();
    });
    assert.deepEqual(asked, ['a.png']);
    assert.equal(outcome.prompts[0]?.text, 'red');
    assert.equal(outcome.cancelled, true);
    assert.equal(outcome.notTried[0]?.name, 'b.png');
  });

  it('gives another run that waits for the same answer its prompt when it is cancelled itself', async () => {
    const cancellation = new AbortController();
    const { promise: goOn, resolve } = Promise.withResolvers<void>();
    const { all } = steps(
      { 'a.png': 'red' },
      {
        async prepare(source, _maxBytes, signal) {
          await goOn;
          if (signal.aborted) aborted();
          return prepared(source);
        },
      },
    );
    const first = run(['a.png'], all, cancellation.signal);
    const second = run(['a.png'], all);
    await new Promise((done) => setImmediate(done));
    cancellation.abort();
    assert.equal((await first).cancelled, true);
    resolve();
    assert.equal((await second).prompts[0]?.text, 'red');
  });

  it('asks the engine nothing for a picture that cannot be prepared', async () => {
    const { all, asked } = steps(
      {},
      {
        prepare: () => Promise.reject(new PromptError({ kind: 'imageUnreadable', flaw: { is: 'empty' } })),
      },
    );
    const outcome = await run(['a.png'], all);
    assert.equal(outcome.failures.length, 1);
    assert.deepEqual(asked, []);
  });
});
