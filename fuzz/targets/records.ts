import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUnfinished } from '../../src/batch/batchFolder.ts';
import { BatchJournal, hashOf } from '../../src/batch/batchJournal.ts';
import { batchReport } from '../../src/batch/batchReport.ts';
import { undoBatch } from '../../src/batch/undoBatch.ts';
import type { Answer, Question } from '../../src/core/engine.ts';
import { PromptError } from '../../src/core/promptError.ts';
import { PromptHistory } from '../../src/store/promptHistory.ts';
import { StoredAnswers } from '../../src/store/storedAnswers.ts';
import { jobOf, planOf } from '../../test/unit/batch/jobs.ts';
import { FaultyFiles } from '../../test/unit/captions/faultyFiles.ts';
import { temporaryFolder } from '../../test/window/temporaryFolder.ts';
import { jsonSigns, mutatedJsonLine } from '../mutatedJson.ts';
import type { Target } from '../target.ts';

const question: Question = { engine: 'vision', address: 'https://api.example', model: 'm', instruction: 'i' };
const answer: Answer = { text: 'a castle', isList: true, raw: '"a castle"', question };
const entry = {
  atMs: 1_700_000_000_000,
  name: 'a.png',
  location: 'file:///a.png',
  prompt: 'a castle',
  raw: 'a castle',
  engine: 'vision',
  address: '',
  model: 'm',
};
const line = JSON.stringify;
const old = Buffer.from('old\n');
const plan = { ...planOf(['a', 'b', 'c']), left: [{ ...jobOf('d'), why: 'captioned' }] };

const journals: readonly (readonly unknown[])[] = [
  [
    plan,
    { ended: false },
    { writing: 0, before: null, after: hashOf(old) },
    { written: 0 },
    { skipped: 1 },
    { failed: 2, reason: 'x' },
    { ended: true },
  ],
  [
    plan,
    { ended: false },
    { writing: 0, before: old.toString('base64'), after: hashOf(Buffer.from('new')) },
    { written: 0 },
    { ended: true },
    { undone: true },
  ],
  [
    plan,
    { writing: 1, before: null, after: hashOf(old) },
    { failed: 1, reason: '' },
    { ended: false },
    { writing: 1, before: old.toString('base64'), after: 'x' },
  ],
];

const folder = temporaryFolder();
const id = '20240101000000000-0123abcd';

/** Files of our own that somebody else may have written to, or a crash cut off. */
export const target: Target = {
  rounds: 3000,
  samples: [
    ...journals.map((lines) => () => lines.map((each) => line(each)).join('\n')),
    () => line(entry),
    () => line(answer),
  ],
  words: [
    ...[
      '{"ended":true}',
      '{"ended":false}',
      '{"undone":true}',
      '{"written":0}',
      '{"skipped":9}',
      '{"failed":1,"reason":"x"}',
      '{"writing":2,"before":null,"after":"x"}',
    ],
    ...[
      '\n',
      '\n\n',
      '"',
      ...jsonSigns,
      'true',
      '0',
      '-1',
      '1e300',
      '4294967295',
      '"__proto__":{"polluted":1},',
      '"ended":1,',
    ],
  ],
  mutated: mutatedJsonLine,
  async check(input) {
    await assertJournal(input);
    await assertEntries(input);
  },
  close: () => folder.remove(),
};

async function assertJournal(input: Buffer): Promise<void> {
  const path = join(folder.path, `${id}.jsonl`);
  writeFileSync(path, input);
  const hasEnded = !(await isUnfinished(folder.path, id));
  const journal = await BatchJournal.open(path).catch((error: unknown) => {
    assert.deepEqual(PromptError.problemOf(error), { kind: 'storageFailed', flaw: { is: 'batchRecord' } });
    return undefined;
  });
  if (journal === undefined) return;
  assert.ok(typeof journal.hasEnded === 'boolean' && typeof journal.isUndone === 'boolean');
  assert.ok(!hasEnded || journal.hasEnded || journal.isUndone, 'is said to have ended, and goes on');
  for (const job of journal.plan.jobs.keys()) assertState(journal, job);
  for (const { job, before, afterHash } of journal.changes) {
    assert.ok(journal.plan.jobs.includes(job) && typeof afterHash === 'string');
    assert.ok(before === undefined || before instanceof Uint8Array);
  }
  assert.equal(typeof batchReport(journal, words), 'string');
  await assertAsIfWhole(journal, input);
  const files = new FaultyFiles({ 'memory:/set/a.txt': 'old\n', 'memory:/set/b.txt': 'new' });
  const { restored, changedSince, failed } = await undoBatch(journal, files);
  assert.equal(restored + changedSince.length + failed.length, journal.changes.length);
}

const words = {
  title: 'Captions',
  failed: String,
  open: String,
  left: String,
  captioned: String,
  undone: String,
  destinationOf: (uri: string) => uri,
  why: { captioned: 'a', unsupported: 'b', sharedName: 'c' },
};

function assertState(journal: BatchJournal, job: number): void {
  const state = journal.stateOf(job);
  assert.ok(['open', 'written', 'skipped', 'undone', 'unfinished', 'failed'].includes(state.is));
  if (state.is === 'failed') assert.equal(typeof state.reason, 'string');
  if (state.is === 'unfinished') assert.equal(typeof state.afterHash, 'string');
}

/** A line that was cut off counts as not there. */
async function assertAsIfWhole(journal: BatchJournal, input: Buffer): Promise<void> {
  const path = join(folder.path, 'cut.jsonl');
  const beginning = input.lastIndexOf('\n') + 1;
  if (beginning === 0) return;
  writeFileSync(path, input.subarray(0, beginning + Math.floor((input.length - beginning) / 2)));
  const cut = await BatchJournal.open(path);
  writeFileSync(path, input.subarray(0, beginning));
  assert.deepEqual(factsOf(cut), factsOf(await BatchJournal.open(path)));
  assert.deepEqual(cut.plan, journal.plan);
}

function factsOf(journal: BatchJournal): unknown {
  const { plan, hasEnded, isUndone, changes } = journal;
  return { hasEnded, isUndone, changes, states: plan.jobs.map((_, job) => journal.stateOf(job)) };
}

async function assertEntries(input: Buffer): Promise<void> {
  const history = new PromptHistory(
    join(folder.path, 'history'),
    () => 10,
    () => {},
  );
  const answers = new StoredAnswers(join(folder.path, 'answers'), () => 10);
  for (const kind of ['history', 'answers']) mkdirSync(join(folder.path, kind), { recursive: true });
  writeFileSync(join(folder.path, 'history', `${id}.json`), input);
  for (const found of await history.list()) {
    assert.equal(found.id, id);
    assert.ok(Number.isFinite(found.atMs));
    for (const text of [
      found.name,
      found.location,
      found.prompt,
      found.raw,
      found.engine,
      found.address,
      found.model,
    ])
      assert.equal(typeof text, 'string');
  }
  writeFileSync(join(folder.path, 'answers', `${'0'.repeat(64)}-1.json`), input);
  const last = await answers.lastOf('0'.repeat(64));
  if (last === undefined) return;
  assert.ok(
    typeof last.text === 'string' && typeof last.raw === 'string' && typeof last.isList === 'boolean',
  );
  for (const text of [
    last.question.engine,
    last.question.address,
    last.question.model,
    last.question.instruction,
  ])
    assert.equal(typeof text, 'string', 'answers no question');
}
