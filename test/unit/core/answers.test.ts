import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Wanted } from '../../../src/core/answers.ts';
import type { Question } from '../../../src/core/engine.ts';
import type { ImageSource } from '../../../src/core/image.ts';
import { PromptError } from '../../../src/core/promptError.ts';
import { rememberedAnswers } from './rememberedAnswers.ts';

const question: Question = { engine: 'img2prompt', address: 'https://a.example', model: '', instruction: '' };
const signal = new AbortController().signal;

const image = (content: string, changes: Partial<ImageSource> = {}): ImageSource => ({
  name: 'a.png',
  location: 'file:///a.png',
  sizeBytes: async () => content.length,
  version: async () => '1',
  read: async () => Buffer.from(content),
  ...changes,
});

/** Wants an answer about a picture; `calls` counts how often an engine is asked, each time for another answer. */
function asker(source: ImageSource, changes: Partial<Wanted> = {}) {
  const asker: { calls: number; readonly wanted: Wanted } = {
    calls: 0,
    wanted: {
      source,
      question,
      isRenewed: false,
      async ask() {
        asker.calls += 1;
        const text = `answer ${asker.calls}`;
        return { answer: { text, isList: true, raw: text, question }, prompt: text };
      },
      ...changes,
    },
  };
  return asker;
}

describe('Answers', () => {
  it('are asked for once for the same content, whatever the picture is called', async () => {
    const { answers } = rememberedAnswers();
    const first = asker(image('castle'));
    const second = asker(
      image('castle', { name: 'b.png', location: 'file:///b.png', version: async () => '2' }),
    );
    assert.equal((await answers.find(first.wanted, signal)).text, 'answer 1');
    assert.equal((await answers.find(second.wanted, signal)).text, 'answer 1');
    assert.equal(second.calls, 0);
  });

  const others: [what: string, other: Question | undefined][] = [
    ['engine', { ...question, engine: 'vision' }],
    ['address', { ...question, address: 'https://b.example' }],
    ['model', { ...question, model: 'm' }],
    ['instruction', { ...question, instruction: 'Write alt text.' }],
    ['question that is not settled yet', undefined],
  ];
  for (const [what, other] of others) {
    it(`are asked for again for another ${what}`, async () => {
      const { answers } = rememberedAnswers();
      await answers.find(asker(image('castle')).wanted, signal);
      const again = asker(image('castle'), { question: other });
      await answers.find(again.wanted, signal);
      assert.equal(again.calls, 1);
    });
  }

  it('are replaced where a new one is wanted', async () => {
    const { answers } = rememberedAnswers();
    const castle = asker(image('castle'));
    await answers.find(castle.wanted, signal);
    assert.equal((await answers.find({ ...castle.wanted, isRenewed: true }, signal)).text, 'answer 2');
    assert.equal((await answers.find(castle.wanted, signal)).text, 'answer 2');
  });

  it('are in the history before anybody gets them, and once', async () => {
    const { answers, history } = rememberedAnswers();
    const castle = asker(image('castle'));
    await answers.find(castle.wanted, signal).then(() => assert.equal(history.length, 1));
    await answers.find(castle.wanted, signal);
    assert.deepEqual(
      history.map(({ source, prompt }) => [source.name, prompt]),
      [['a.png', 'answer 1']],
    );
  });

  it('are kept about no picture that was written to while its engine was asked', async () => {
    const { answers, cache, history } = rememberedAnswers();
    let version = 1;
    const castle = asker(image('castle', { version: async () => String(version++) }));
    await answers.find(castle.wanted, signal);
    assert.equal(cache.size, 0);
    assert.equal(history.length, 1);
  });

  it('go on their way where they cannot be kept, which is told', async () => {
    const { answers, failures } = rememberedAnswers({ failsToKeep: true });
    assert.equal((await answers.find(asker(image('castle')).wanted, signal)).text, 'answer 1');
    assert.equal(failures.length, 1);
  });

  it('go on their way about a picture that was moved meanwhile, and nothing is told', async () => {
    const { answers, cache, failures } = rememberedAnswers();
    let isThere = true;
    const version = () => (isThere ? Promise.resolve('1') : Promise.reject(new Error('ENOENT')));
    const castle = asker(image('castle', { version }));
    const ask = async () => {
      isThere = false;
      return await castle.wanted.ask(signal);
    };
    assert.equal((await answers.find({ ...castle.wanted, ask }, signal)).text, 'answer 1');
    assert.deepEqual([cache.size, failures], [0, []]);
  });

  it('are asked for where the picture cannot be read, so that whoever prepares it says why', async () => {
    const { answers } = rememberedAnswers();
    const gone = new PromptError({ kind: 'imageUnreadable', flaw: { is: 'missing' } });
    const missing = asker(image('', { read: () => Promise.reject(gone) }), {
      ask: () => Promise.reject(gone),
    });
    await assert.rejects(answers.find(missing.wanted, signal), gone);
  });

  describe('that are being asked for', () => {
    /** An engine that answers when told, and says whether it was cancelled. */
    function slowEngine() {
      const released = Promise.withResolvers<void>();
      const engine = {
        calls: 0,
        isCancelled: false,
        answer: released.resolve,
        fail: released.reject,
        async ask(signal: AbortSignal) {
          engine.calls += 1;
          signal.addEventListener('abort', () => {
            engine.isCancelled = true;
          });
          await released.promise;
          return { answer: { text: 'slow', isList: true, raw: 'slow', question }, prompt: 'slow' };
        },
      };
      return engine;
    }
    const soon = () => new Promise((resolve) => setImmediate(resolve));

    it('are shared by all who want the same', async () => {
      const { answers, history } = rememberedAnswers();
      const engine = slowEngine();
      const { wanted } = asker(image('castle'), { ask: engine.ask });
      const both = Promise.all([answers.find(wanted, signal), answers.find(wanted, signal)]);
      await soon();
      engine.answer();
      assert.deepEqual(
        (await both).map(({ text }) => text),
        ['slow', 'slow'],
      );
      assert.equal(engine.calls, 1);
      assert.equal(history.length, 1);
    });

    it('go on while one of those who share them is left, and are cancelled with the last', async () => {
      const { answers } = rememberedAnswers();
      const engine = slowEngine();
      const { wanted } = asker(image('castle'), { ask: engine.ask });
      const [one, other] = [new AbortController(), new AbortController()];
      const ofOne = answers.find(wanted, one.signal);
      const ofOther = answers.find(wanted, other.signal);
      await soon();
      one.abort();
      await assert.rejects(ofOne, { problem: { kind: 'cancelled' } });
      assert.equal(engine.isCancelled, false);
      other.abort();
      await assert.rejects(ofOther, { problem: { kind: 'cancelled' } });
      assert.equal(engine.isCancelled, true);
    });

    it('are asked for anew by who comes after the last was cancelled', async () => {
      const { answers } = rememberedAnswers();
      const engine = slowEngine();
      const { wanted } = asker(image('castle'), { ask: engine.ask });
      const first = new AbortController();
      const cancelled = answers.find(wanted, first.signal);
      await soon();
      first.abort();
      await assert.rejects(cancelled);
      const again = answers.find(wanted, signal);
      await soon();
      engine.answer();
      assert.equal((await again).text, 'slow');
      assert.equal(engine.calls, 2);
    });

    it('are asked for by the next in line where who began it gives up', async () => {
      const { answers } = rememberedAnswers();
      const engine = slowEngine();
      const first = answers.find(asker(image('castle'), { ask: engine.ask }).wanted, signal);
      await soon();
      const second = answers.find(asker(image('castle')).wanted, signal);
      await soon();
      engine.fail(new PromptError({ kind: 'cancelled' }));
      await assert.rejects(first, { problem: { kind: 'cancelled' } });
      assert.equal((await second).text, 'answer 1');
    });

    it('fail for all who share them, and are asked for again by the next', async () => {
      const { answers } = rememberedAnswers();
      const engine = slowEngine();
      const { wanted } = asker(image('castle'), { ask: engine.ask });
      const both = Promise.allSettled([answers.find(wanted, signal), answers.find(wanted, signal)]);
      await soon();
      engine.fail(new Error('refused'));
      assert.deepEqual(
        (await both).map(({ status }) => status),
        ['rejected', 'rejected'],
      );
      assert.equal((await answers.find(asker(image('castle')).wanted, signal)).text, 'answer 1');
    });
  });
});
