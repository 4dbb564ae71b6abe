import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AnswerRecord } from '../../../src/core/answers.ts';
import { PromptHistory } from '../../../src/store/promptHistory.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';

const record = (prompt: string, location: string | undefined = 'file:///castle.png'): AnswerRecord => ({
  source: {
    name: 'castle.png',
    location,
    sizeBytes: async () => 1,
    version: async () => '',
    read: assert.fail,
  },
  answer: {
    text: prompt,
    isList: true,
    raw: `<think>hm</think>${prompt}`,
    question: { engine: 'vision', address: 'https://a.example/v1', model: 'm', instruction: 'Say.' },
  },
  prompt,
});

describe('The history of prompts', () => {
  let temporary: TemporaryFolder;
  let changes: number;
  beforeEach(() => {
    temporary = temporaryFolder();
    changes = 0;
  });
  afterEach(() => temporary.remove());
  const historyOf = (maxEntries = 100) =>
    new PromptHistory(
      temporary.path,
      () => maxEntries,
      () => {
        changes += 1;
      },
    );

  it('has what was obtained, the newest first, with what the engine really said', async () => {
    const history = historyOf();
    await history.add(record('older'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await history.add(record('newer'));
    const entries = await historyOf().list();
    assert.deepEqual(
      entries.map(({ prompt }) => prompt),
      ['newer', 'older'],
    );
    const { id, atMs, ...facts } = entries[0] ?? assert.fail();
    assert.ok(Math.abs(Date.now() - atMs) < 10_000);
    assert.deepEqual(facts, {
      name: 'castle.png',
      location: 'file:///castle.png',
      prompt: 'newer',
      raw: '<think>hm</think>newer',
      engine: 'vision',
      address: 'https://a.example/v1',
      model: 'm',
    });
    assert.deepEqual(await history.get(id), entries[0]);
    assert.deepEqual(
      await history.ids(),
      entries.map(({ id }) => id),
    );
    assert.equal(changes, 2);
  });

  it('says of a pasted picture that it is nowhere', async () => {
    const history = historyOf();
    await history.add({ ...record('x'), source: { ...record('x').source, location: undefined } });
    assert.equal((await history.list())[0]?.location, '');
  });

  it('forgets an entry, or all', async () => {
    const history = historyOf();
    for (const prompt of ['a', 'b', 'c']) await history.add(record(prompt));
    const [first] = await history.list();
    await history.remove(first?.id ?? '');
    assert.equal((await history.list()).length, 2);
    await history.clear();
    assert.deepEqual(await history.list(), []);
  });

  it('leaves out what was damaged, and keeps the rest', async () => {
    const history = historyOf();
    for (const prompt of ['a', 'b', 'c']) await history.add(record(prompt));
    const [one = '', other = ''] = readdirSync(temporary.path);
    writeFileSync(join(temporary.path, one), '{"prompt":"torn');
    writeFileSync(join(temporary.path, other), '{"prompt":5}');
    assert.equal((await history.list()).length, 1);
  });

  it('keeps as many as it may', async () => {
    const history = historyOf(20);
    for (let number = 0; number < 30; number++) await history.add(record(String(number)));
    assert.ok((await history.list()).length <= 20);
  });
});
