import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Answer, Question } from '../../../src/core/engine.ts';
import { StoredAnswers } from '../../../src/store/storedAnswers.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';

const castle = 'ca'.repeat(32);
const tower = '70'.repeat(32);
const question: Question = {
  engine: 'vision',
  address: 'https://a.example',
  model: 'm',
  instruction: 'Say.',
};
const answer: Answer = { text: 'a castle', isList: true, raw: '"a castle"', question };

describe('Stored answers', () => {
  let temporary: TemporaryFolder;
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());
  const stored = () => new StoredAnswers(temporary.path, () => 100);

  it('are found by content and question', async () => {
    await stored().put(castle, answer);
    assert.deepEqual(await stored().get(castle, question), answer);
  });

  const different: [string, Parameters<StoredAnswers['get']>][] = [
    ['another picture', [tower, question]],
    ['another engine', [castle, { ...question, engine: 'languageModel' }]],
    ['another address', [castle, { ...question, address: 'https://b.example' }]],
    ['another model', [castle, { ...question, model: 'n' }]],
    ['another instruction', [castle, { ...question, instruction: 'Sing.' }]],
  ];
  for (const [what, asked] of different) {
    it(`are none for ${what}`, async () => {
      await stored().put(castle, answer);
      assert.equal(await stored().get(...asked), undefined);
    });
  }

  it('are none where a file was put under the name of another', async () => {
    await stored().put(castle, answer);
    const [file = ''] = readdirSync(temporary.path);
    const text = readFileSync(join(temporary.path, file), 'utf8');
    for (const spoilt of [text.replace('Say.', 'Sing.'), '{"text":1}', 'null', '[]']) {
      writeFileSync(join(temporary.path, file), spoilt);
      assert.equal(await stored().get(castle, question), undefined, spoilt);
    }
  });

  it('tell the one about a picture that was of use last, to whichever question', async () => {
    await stored().put(castle, { ...answer, text: 'older' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stored().put(castle, { ...answer, text: 'newer', question: { ...question, model: 'n' } });
    assert.equal((await stored().lastOf(castle))?.text, 'newer');
    assert.equal(await stored().lastOf(tower), undefined);
  });

  it('are none where a file does not say what it answers', async () => {
    await stored().put(castle, answer);
    const [file = ''] = readdirSync(temporary.path);
    for (const spoilt of [{}, [], { ...question, model: null }]) {
      writeFileSync(join(temporary.path, file), JSON.stringify({ ...answer, question: spoilt }));
      assert.equal(await stored().lastOf(castle), undefined, JSON.stringify(spoilt));
    }
  });
});
