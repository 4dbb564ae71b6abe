import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BatchJournal, hashOf } from '../../../src/batch/batchJournal.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';
import { jobOf, planOf } from './jobs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const change = (before: string | undefined, after: string) => ({
  before: before === undefined ? undefined : bytes(before),
  after: bytes(after),
});
const damaged = { problem: { kind: 'storageFailed', flaw: { is: 'batchRecord' } } };

describe('The record of a run', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, 'batches', '1.jsonl');
  });
  afterEach(() => folder.remove());

  /** What is known of the captions: what they held before, by the numbers of their jobs. */
  const befores = ({ changes, plan }: BatchJournal) =>
    changes.map(({ job, before }) => [plan.jobs.indexOf(job), before && Buffer.from(before).toString()]);

  it('has the plan, as it was, and nothing done', async () => {
    const plan = {
      jobs: [jobOf('城堡 #1', { policy: 'append', usesStoredPrompt: true })],
      left: [{ name: 'b.png', image: 'memory:/b.png', caption: 'memory:/b.txt', why: 'captioned' as const }],
      isRenewed: true,
    };
    await BatchJournal.create(path, plan);
    const journal = await BatchJournal.open(path);
    assert.deepEqual(journal.plan, plan);
    assert.deepEqual(journal.jobsThatAre('open'), [0]);
    assert.deepEqual([journal.hasEnded, journal.isUndone, journal.id], [false, false, '1']);
  });

  it('knows what became of each job', async () => {
    const written = await BatchJournal.create(path, planOf(['a', 'b', 'c', 'd', 'e']));
    await written.noteBegin();
    await written.noteWriting(0, change('old', 'new'));
    await written.noteWritten(0);
    await written.noteSkipped(1);
    await written.noteFailed(2, 'The disk\nis full.');
    await written.noteWriting(3, change(undefined, 'new'));
    await written.close();
    const opened = await BatchJournal.open(path);
    for (const journal of [written, opened]) {
      assert.deepEqual(
        [0, 1, 2, 3, 4].map((job) => journal.stateOf(job)),
        [
          { is: 'written' },
          { is: 'skipped' },
          { is: 'failed', reason: 'The disk\nis full.' },
          { is: 'unfinished', afterHash: hashOf(bytes('new')) },
          { is: 'open' },
        ],
      );
    }
    assert.deepEqual(befores(opened), [
      [0, 'old'],
      [3, undefined],
    ]);
  });

  it('has no change of a caption that was skipped in the end, since another was there first', async () => {
    const journal = await BatchJournal.create(path, planOf(['a']));
    await journal.noteWriting(0, change(undefined, 'new'));
    await journal.noteSkipped(0);
    await journal.close();
    assert.deepEqual(befores(await BatchJournal.open(path)), []);
  });

  it('counts captions that were taken back as such, also when the run goes on', async () => {
    const written = await BatchJournal.create(path, planOf(['a', 'b']));
    await written.noteWriting(0, change(undefined, 'new'));
    await written.noteWritten(0);
    await written.noteFailed(1, 'The disk is full.');
    await written.noteUndone();
    await written.noteBegin();
    await written.noteWritten(1);
    await written.close();
    for (const journal of [written, await BatchJournal.open(path)]) {
      assert.deepEqual([journal.jobsThatAre('undone'), journal.jobsThatAre('written')], [[0], [1]]);
    }
  });

  it('tells an empty caption from none', async () => {
    const journal = await BatchJournal.create(path, planOf(['a', 'b']));
    await journal.noteWriting(0, change('', 'new'));
    await journal.noteWriting(1, change(undefined, 'new'));
    await journal.close();
    assert.deepEqual(befores(await BatchJournal.open(path)), [
      [0, ''],
      [1, undefined],
    ]);
  });

  const tries: [what: string, note: (journal: BatchJournal) => Promise<void>, before: string | undefined][] =
    [
      [
        'two tries that were killed before anything was written',
        async (journal) => {
          await journal.noteWriting(0, change('first', 'one'));
          await journal.noteWriting(0, change('first', 'two'));
        },
        'first',
      ],
      [
        'two tries, the first of which had written',
        async (journal) => {
          await journal.noteWriting(0, change('first', 'one'));
          await journal.noteWriting(0, change('one', 'two'));
          await journal.noteWritten(0);
        },
        'first',
      ],
      [
        'three tries, each of which wrote',
        async (journal) => {
          await journal.noteWriting(0, change('first', 'one'));
          await journal.noteWritten(0);
          await journal.noteWriting(0, change('one', 'two'));
          await journal.noteWriting(0, change('two', 'three'));
        },
        'first',
      ],
      [
        'two tries, between which somebody else wrote',
        async (journal) => {
          await journal.noteWriting(0, change('first', 'one'));
          await journal.noteWriting(0, change('theirs', 'two'));
        },
        'theirs',
      ],
      [
        'one that failed after it had begun, and one that did not',
        async (journal) => {
          await journal.noteWriting(0, change('first', 'one'));
          await journal.noteFailed(0, 'changed');
          await journal.noteWriting(0, change('theirs', 'two'));
          await journal.noteWritten(0);
        },
        'theirs',
      ],
      [
        'one that wrote a new caption, and one after it',
        async (journal) => {
          await journal.noteWriting(0, change(undefined, 'one'));
          await journal.noteWriting(0, change('one', 'two'));
          await journal.noteWritten(0);
        },
        undefined,
      ],
    ];
  for (const [what, note, before] of tries) {
    it(`knows what was there before ${what}`, async () => {
      const journal = await BatchJournal.create(path, planOf(['a']));
      await note(journal);
      await journal.close();
      assert.deepEqual(befores(await BatchJournal.open(path)), [[0, before]]);
    });
  }

  it('knows of no change by a job that failed after it had begun', async () => {
    const journal = await BatchJournal.create(path, planOf(['a']));
    await journal.noteWriting(0, change('first', 'one'));
    await journal.noteFailed(0, 'changed');
    await journal.close();
    assert.deepEqual((await BatchJournal.open(path)).changes, []);
  });

  it('still knows of a change that a later try, which failed, did not make', async () => {
    const journal = await BatchJournal.create(path, planOf(['a']));
    await journal.noteWriting(0, change('first', 'one'));
    await journal.noteWritten(0);
    await journal.noteWriting(0, change('one', 'two'));
    await journal.noteFailed(0, 'full');
    await journal.close();
    assert.deepEqual(befores(await BatchJournal.open(path)), [[0, 'first']]);
  });

  it('still knows of a change by a killed process when a later try, which failed, did not get as far', async () => {
    const journal = await BatchJournal.create(path, planOf(['a']));
    await journal.noteWriting(0, change('first', 'one'));
    await journal.noteWriting(0, change('one', 'two'));
    await journal.noteFailed(0, 'full');
    await journal.close();
    assert.deepEqual(befores(await BatchJournal.open(path)), [[0, 'first']]);
  });

  it('knows whether it ended, went on after that, and was taken back', async () => {
    const journal = await BatchJournal.create(path, planOf(['a']));
    const states: boolean[][] = [];
    for (const note of ['noteBegin', 'noteEnd', 'noteUndone', 'noteBegin', 'noteEnd'] as const) {
      await journal[note]();
      const opened = await BatchJournal.open(path);
      states.push([opened.hasEnded, opened.isUndone]);
      assert.deepEqual([journal.hasEnded, journal.isUndone], states.at(-1));
    }
    await journal.close();
    assert.deepEqual(states, [
      [false, false],
      [true, false],
      [true, true],
      [false, false],
      [true, false],
    ]);
  });

  it('has nothing more to take back of what was taken back', async () => {
    const journal = await BatchJournal.create(path, planOf(['a', 'b']));
    await journal.noteWriting(0, change('first', 'one'));
    await journal.noteWritten(0);
    await journal.noteUndone();
    await journal.noteBegin();
    await journal.noteWriting(1, change(undefined, 'two'));
    await journal.noteWritten(1);
    await journal.noteEnd();
    assert.deepEqual(befores(await BatchJournal.open(path)), [[1, undefined]]);
  });

  it('keeps large captions apart that are noted at once', async () => {
    const journal = await BatchJournal.create(path, planOf(['a', 'b', 'c', 'd']));
    const large = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(3_000_000));
    await Promise.all(large.map((before, job) => journal.noteWriting(job, change(before, 'new'))));
    await journal.close();
    const opened = await BatchJournal.open(path);
    const kept = opened.changes.map(({ before }) => Buffer.from(before ?? []).toString());
    assert.deepEqual(
      kept.map((text) => [text[0], text.length]).sort(),
      large.map((text) => [text[0], text.length]),
    );
    assert.ok(large.every((text) => kept.includes(text)));
  });

  it('of an earlier version, which did not note whether prompts were to be made anew, counts as not', async () => {
    const { jobs, left } = planOf(['a']);
    mkdirSync(join(path, '..'));
    writeFileSync(path, `${JSON.stringify({ jobs, left })}\n`);
    assert.deepEqual((await BatchJournal.open(path)).plan, planOf(['a']));
  });

  describe('that is damaged', () => {
    const plans: [what: string, content: string | Uint8Array][] = [
      ['empty', ''],
      ['cut off within its plan', '{"jobs":[{"name":"a'],
      ['no JSON', '\0\xff'],
      ['null', 'null\n'],
      ['a plan without pictures', '{}\n'],
      ['a plan with a picture that is null', '{"jobs":[null],"left":[]}\n'],
      ['a plan with a picture without a name', '{"jobs":[{"image":"a","caption":"b"}],"left":[]}\n'],
      ['a plan with an unknown policy', JSON.stringify(planOf(['a'], { policy: 'erase' as never }))],
      [
        'a plan that does not say whose prompt',
        JSON.stringify(planOf(['a'], { usesStoredPrompt: 'x' as never })),
      ],
      [
        'a plan with a picture left for no reason',
        JSON.stringify({ jobs: [], left: [{ ...jobOf('a'), why: 'because' }] }),
      ],
      [
        'a plan that does not say whether prompts are made anew',
        JSON.stringify({ ...planOf(['a']), isRenewed: 'x' }),
      ],
    ];
    for (const [what, content] of plans) {
      it(`cannot be opened where it is ${what}`, async () => {
        mkdirSync(join(path, '..'));
        writeFileSync(path, content);
        await assert.rejects(BatchJournal.open(path), damaged);
      });
    }

    it('cannot be opened where it is not there', async () => {
      await assert.rejects(BatchJournal.open(path), damaged);
    });

    const lines = [
      'garbage',
      '{"written":0',
      'null',
      '[]',
      '"written"',
      '{}',
      '{"written":"0"}',
      '{"written":-1}',
      '{"written":1.5}',
      '{"written":4294967296}',
      '{"writing":7,"before":null,"after":"x"}',
      '{"writing":0,"before":7,"after":"x"}',
      '{"writing":0,"after":"x"}',
      '{"failed":0}',
      '{"ended":7,"written":0}',
      '{"ended":"true"}',
      '{"skipped":1,"ended":1}',
      '{"skipped":1,"undone":false}',
      '{"skipped":1,"writing":0,"before":null,"after":null}',
      '\0\0\0\0',
    ];
    for (const line of lines) {
      it(`is read as if it had not the line ${JSON.stringify(line)}`, async () => {
        const journal = await BatchJournal.create(path, planOf(['a', 'b']));
        appendFileSync(path, `\n${line}`);
        await journal.noteSkipped(1);
        await journal.close();
        const opened = await BatchJournal.open(path);
        assert.deepEqual([opened.stateOf(0), opened.stateOf(1)], [{ is: 'open' }, { is: 'skipped' }]);
        assert.deepEqual([opened.changes, opened.hasEnded, opened.isUndone], [[], false, false]);
      });
    }

    it('never claims more than is true, wherever it was cut off', async () => {
      const journal = await BatchJournal.create(path, planOf(['a', 'b', 'c']));
      await journal.noteBegin();
      await journal.noteWriting(0, change('erste "Bytes" 城\0', 'one'));
      await journal.noteWritten(0);
      await journal.noteWriting(1, change(undefined, 'two'));
      await journal.noteFailed(1, 'no reason');
      await journal.noteSkipped(2);
      await journal.noteEnd();
      const whole = readFileSync(path);
      const planEnd = whole.indexOf('\n');
      for (let length = 0; length <= whole.length; length++) {
        writeFileSync(path, whole.subarray(0, length));
        if (length < planEnd) {
          await assert.rejects(BatchJournal.open(path), damaged);
          continue;
        }
        const opened = await BatchJournal.open(path);
        const said = whole.subarray(0, length).toString();
        const says = (line: string) => said.includes(line);
        assert.equal(opened.stateOf(0).is === 'written', says('{"written":0}'));
        assert.equal(opened.stateOf(1).is === 'failed', says('{"failed":1,"reason":"no reason"}'));
        assert.equal(opened.stateOf(2).is === 'skipped', says('{"skipped":2}'));
        assert.equal(opened.hasEnded, says('{"ended":true}'));
        for (const { job, before } of opened.changes) {
          const expected = job.name === 'a.png' ? 'erste "Bytes" 城\0' : undefined;
          assert.equal(before && Buffer.from(before).toString(), expected);
        }
      }
    });
  });

  describe('that cannot be written', () => {
    it('says so where its folder is no folder', async () => {
      writeFileSync(join(folder.path, 'batches'), '');
      await assert.rejects(BatchJournal.create(path, planOf(['a'])), damaged);
    });

    it('is written to again once that works', async () => {
      const journal = await BatchJournal.create(path, planOf(['a', 'b']));
      const record = readFileSync(path);
      rmSync(path);
      mkdirSync(path);
      await assert.rejects(journal.noteWriting(0, change('a', 'b')), damaged);
      assert.equal(journal.stateOf(0).is, 'open');
      await assert.rejects(journal.noteEnd(), damaged);
      rmSync(path, { recursive: true });
      writeFileSync(path, record);
      await journal.noteSkipped(1);
      await journal.close();
      assert.deepEqual((await BatchJournal.open(path)).jobsThatAre('skipped'), [1]);
    });

    it('is no file without a plan where somebody deleted it', async () => {
      const journal = await BatchJournal.create(path, planOf(['a']));
      rmSync(path);
      await assert.rejects(journal.noteSkipped(0), damaged);
      await assert.rejects(BatchJournal.open(path), damaged);
    });
  });
});
