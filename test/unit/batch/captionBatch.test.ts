import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BatchJournal, type BatchPlan, type CaptionJob } from '../../../src/batch/batchJournal.ts';
import { type BatchSteps, runCaptionBatch } from '../../../src/batch/captionBatch.ts';
import { Pace } from '../../../src/batch/pace.ts';
import { undoBatch } from '../../../src/batch/undoBatch.ts';
import { type Problem, PromptError } from '../../../src/core/promptError.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';
import { FaultyFiles, killed } from '../captions/faultyFiles.ts';
import { jobOf, planOf } from './jobs.ts';
import { ManualClock } from './manualClock.ts';

const host = 'a.example';
const failing = (problem: Problem) => () => Promise.reject(new PromptError(problem));
const rateLimited = (retryAfterSeconds: number | undefined) =>
  failing({ kind: 'rateLimited', host, retryAfterSeconds });

describe('A run of captions', () => {
  let folder: TemporaryFolder;
  let path: string;
  let files: FaultyFiles;
  let clock: ManualClock;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, '1.jsonl');
    files = new FaultyFiles();
    clock = new ManualClock();
  });
  afterEach(() => folder.remove());

  /** Runs jobs of a journal; what happened besides is told with how it ended. */
  async function run(
    journal: BatchJournal,
    {
      jobs = journal.jobsThatAre('open', 'unfinished', 'failed'),
      signal = new AbortController().signal,
      most = 4,
      ...changes
    }: Partial<BatchSteps> & { jobs?: readonly number[]; signal?: AbortSignal; most?: number } = {},
  ) {
    const asked: string[] = [];
    const recordFailures: unknown[] = [];
    let progress = 0;
    const { captionOf = async ({ name }) => ({ prefix: '', text: `of ${name}` }) } = changes;
    const { pace = new Pace({ most, clock }) } = changes;
    const end = await runCaptionBatch(
      journal,
      jobs,
      {
        reasonOf: (error) => String(PromptError.problemOf(error)?.kind ?? error),
        files,
        pace,
        onProgress() {
          progress += 1;
        },
        onRecordFailure: (error) => recordFailures.push(error),
        ...changes,
        async captionOf(job, workSignal) {
          const end = await pace.begin(workSignal);
          let how: 'succeeded' | 'failed' = 'failed';
          try {
            asked.push(job.name);
            const caption = await captionOf(job, workSignal);
            how = 'succeeded';
            return caption;
          } finally {
            end(how);
          }
        },
      },
      2 * most,
      signal,
    );
    return { end, asked, recordFailures, progress };
  }
  const journalOf = (plan: BatchPlan) => BatchJournal.create(path, plan);
  const states = (journal: BatchJournal) => journal.plan.jobs.map((_, job) => journal.stateOf(job).is);
  const names = (count: number) => Array.from({ length: count }, (_, number) => `p${number}`);

  /** Lets time pass until something is done. */
  async function untilDone<Result>(doing: Promise<Result>, stepMs = 1000): Promise<Result> {
    let isDone = false;
    const noting = doing.finally(() => {
      isDone = true;
    });
    for (let step = 0; !isDone && step < 5000; step++) await clock.pass(stepMs);
    assert.ok(isDone, 'the run does not end');
    return await noting;
  }

  it('captions every picture, and leaves nothing else behind', async () => {
    files.put('memory:/set/b.txt', ' \n');
    files.put('memory:/set/c.txt', 'theirs');
    const journal = await journalOf(planOf(['a', 'b', 'c']));
    const { end, asked, progress } = await run(journal);
    assert.deepEqual(end, { how: 'done' });
    assert.deepEqual(files.texts, { 'a.txt': 'of a.png\n', 'b.txt': 'of b.png\n', 'c.txt': 'theirs' });
    assert.deepEqual(states(journal), ['written', 'written', 'skipped']);
    assert.deepEqual([asked, progress], [['a.png', 'b.png'], 3]);
    assert.deepEqual(states(await BatchJournal.open(path)), ['written', 'written', 'skipped']);
    assert.equal((await BatchJournal.open(path)).hasEnded, true);
  });

  it('does only what it is told to', async () => {
    const journal = await journalOf(planOf(['a', 'b', 'c']));
    await run(journal, { jobs: [1] });
    assert.deepEqual(states(journal), ['open', 'written', 'open']);
    assert.deepEqual((await run(journal, { jobs: [] })).end, { how: 'done' });
  });

  it('asks about the first alone, and then about as many at once as it may', async () => {
    let [now, most] = [0, 0];
    const seen: number[] = [];
    const journal = await journalOf(planOf(names(20)));
    await run(journal, {
      async captionOf({ name }) {
        now += 1;
        seen.push(now);
        most = Math.max(most, now);
        await setImmediate();
        now -= 1;
        return { prefix: '', text: name };
      },
    });
    assert.equal(most, 4);
    assert.deepEqual(seen.slice(0, 3), [1, 1, 2]);
  });

  const hopeless: Problem[] = [
    { kind: 'noKey', host },
    { kind: 'keyRefused', host, refused: 'key', message: '' },
    { kind: 'noBalance', host },
    { kind: 'serviceGone', host, gone: 'api' },
  ];
  for (const problem of hopeless) {
    it(`stops at once, and keeps what is done: ${problem.kind}`, async () => {
      const journal = await journalOf(planOf(names(50)));
      const { end, asked } = await run(journal, {
        most: 1,
        captionOf: async ({ name }) => {
          if (name === 'p2.png') throw new PromptError(problem);
          return { prefix: '', text: name };
        },
      });
      assert.equal(end.how, 'stopped');
      assert.deepEqual(PromptError.problemOf(end.how === 'stopped' && end.error), problem);
      assert.deepEqual(asked, ['p0.png', 'p1.png', 'p2.png']);
      assert.deepEqual(states(journal).slice(0, 4), ['written', 'written', 'failed', 'open']);
      assert.equal(journal.hasEnded, true);
    });
  }

  it('keeps what others are told after one was told to stop', async () => {
    const journal = await journalOf(planOf(names(10)));
    const { end } = await run(journal, {
      captionOf: async ({ name }) => {
        if (name === 'p2.png') throw new PromptError({ kind: 'noBalance', host });
        if (name !== 'p0.png') for (let tick = 0; tick < 30; tick++) await setImmediate();
        return { prefix: '', text: name };
      },
    });
    assert.equal(end.how, 'stopped');
    assert.deepEqual(states(journal).slice(0, 6), [
      'written',
      'written',
      'failed',
      'written',
      'written',
      'open',
    ]);
  });

  const runs: Problem[] = [
    { kind: 'serviceFailing', host, status: 500, message: '' },
    { kind: 'unreachable', host, obstacle: 'connectionRefused' },
    { kind: 'timedOut', host, timeoutSeconds: 1 },
    { kind: 'answerUnusable', host, flaw: 'noPrompt' },
  ];
  for (const problem of runs) {
    it(`stops after a run of failures: ${problem.kind}`, async () => {
      const journal = await journalOf(planOf(names(50)));
      const { end, asked } = await run(journal, { captionOf: failing(problem) });
      assert.equal(end.how, 'stopped');
      assert.equal(asked.length, 8);
    });
  }

  it('stops after a run of failures also where captions that are there lie between them', async () => {
    for (let number = 1; number < 50; number += 2) files.put(`memory:/set/p${number}.txt`, 'theirs');
    const journal = await journalOf(planOf(names(50)));
    const { end, asked } = await run(journal, {
      most: 1,
      captionOf: failing({ kind: 'unreachable', host, obstacle: 'nameUnknown' }),
    });
    assert.deepEqual([end.how, asked.length], ['stopped', 8]);
  });

  it('stops after a run of errors that nobody foresaw', async () => {
    const journal = await journalOf(planOf(names(50)));
    const { end, asked } = await run(journal, {
      captionOf: () => Promise.reject(new TypeError('unforeseen')),
    });
    assert.deepEqual([end.how, asked.length], ['stopped', 8]);
  });

  it('says so, and does not call it cancelled, where what it was given fails', async () => {
    const error = new TypeError('unforeseen');
    const journal = await journalOf(planOf(names(3)));
    const { end } = await run(journal, {
      captionOf: failing({ kind: 'imageUnreadable', flaw: { is: 'empty' } }),
      reasonOf() {
        throw error;
      },
    });
    assert.deepEqual(end, { how: 'stopped', error });
  });

  it('goes on where failures are not one after the other', async () => {
    let count = 0;
    const journal = await journalOf(planOf(names(40)));
    const { end } = await run(journal, {
      most: 1,
      captionOf: async ({ name }) => {
        count += 1;
        if (count % 8 !== 0)
          throw new PromptError({ kind: 'serviceFailing', host, status: 500, message: '' });
        return { prefix: '', text: name };
      },
    });
    assert.deepEqual(end, { how: 'done' });
    assert.equal(journal.jobsThatAre('written').length, 5);
  });

  it('goes on after pictures that cannot be read or are refused, however many', async () => {
    const journal = await journalOf(planOf(names(30)));
    const { end } = await run(journal, {
      captionOf: ({ name }) => {
        const number = Number(name.slice(1, -4));
        if (number === 29) return Promise.resolve({ prefix: '', text: 'the last' });
        return number % 2
          ? failing({ kind: 'imageRefused', host, message: '' })()
          : failing({ kind: 'imageUnreadable', flaw: { is: 'missing' } })();
      },
    });
    assert.deepEqual(end, { how: 'done' });
    assert.deepEqual([journal.jobsThatAre('failed').length, journal.jobsThatAre('written')], [29, [29]]);
  });

  it('asks again after the pause about a picture that there was no room for', async () => {
    const journal = await journalOf(planOf(names(3)));
    const times: number[] = [];
    let isFirst = true;
    const { end } = await untilDone(
      run(journal, {
        captionOf: ({ name }) => {
          times.push(clock.now());
          if (!isFirst) return Promise.resolve({ prefix: '', text: name });
          isFirst = false;
          return rateLimited(20)();
        },
      }),
    );
    assert.deepEqual(end, { how: 'done' });
    const [first = 0, ...others] = times;
    assert.ok(
      others.every((time) => time >= first + 20_000),
      times.join(),
    );
    assert.deepEqual(states(journal), ['written', 'written', 'written']);
  });

  it('gives up about a picture that there was never room for, and in the end altogether', async () => {
    const journal = await journalOf(planOf(names(1000)));
    const { end, asked } = await untilDone(run(journal, { captionOf: rateLimited(undefined) }));
    assert.equal(end.how, 'stopped');
    assert.ok(asked.length <= 8 * 6 && asked.length > 6, String(asked.length));
    assert.ok(asked.filter((name) => name === 'p0.png').length === 6);
  });

  it('stops at once where the service wants to be left alone for longer than anybody waits', async () => {
    const journal = await journalOf(planOf(names(20)));
    const { end, asked } = await run(journal, { captionOf: rateLimited(100_000) });
    assert.equal(end.how, 'stopped');
    assert.deepEqual(asked, ['p0.png']);
  });

  it('stops at once while others wait for a pause to end', async () => {
    const journal = await journalOf(planOf(names(20)));
    const { end } = await run(journal, {
      captionOf: async ({ name }) => {
        if (name === 'p0.png') return { prefix: '', text: name };
        if (name === 'p1.png') return await rateLimited(300)();
        for (let tick = 0; tick < 30; tick++) await setImmediate();
        return await failing({ kind: 'noBalance', host })();
      },
    });
    assert.equal(end.how, 'stopped');
  });

  for (const [what, retryAfterSeconds] of [
    ['while it asks', undefined],
    ['while it waits for a pause to end', 300],
  ] as const) {
    it(`is cancelled ${what}, and keeps what is done`, async () => {
      const cancellation = new AbortController();
      const journal = await journalOf(planOf(names(20)));
      let calls = 0;
      const running = run(journal, {
        signal: cancellation.signal,
        captionOf: async ({ name }, signal) => {
          calls += 1;
          if (name === 'p0.png') return { prefix: '', text: name };
          if (retryAfterSeconds !== undefined) return await rateLimited(retryAfterSeconds)();
          await clock.sleep(1e9, signal).catch(() => {});
          throw new PromptError({ kind: 'cancelled' });
        },
      });
      while (calls < 2) await setImmediate();
      for (let tick = 0; tick < 20; tick++) await setImmediate();
      cancellation.abort();
      assert.deepEqual((await running).end, { how: 'cancelled' });
      assert.deepEqual([journal.jobsThatAre('written'), journal.jobsThatAre('failed')], [[0], []]);
      assert.equal(journal.hasEnded, true);
    });
  }

  it('keeps an answer that came before it was cancelled', async () => {
    const cancellation = new AbortController();
    const journal = await journalOf(planOf(names(5)));
    const { end } = await run(journal, {
      signal: cancellation.signal,
      captionOf: async ({ name }) => {
        cancellation.abort();
        return { prefix: '', text: name };
      },
    });
    assert.deepEqual(end, { how: 'cancelled' });
    assert.deepEqual(states(journal), ['written', 'open', 'open', 'open', 'open']);
  });

  it('asks nothing where the folder takes no files, and captions the others', async () => {
    files.faultOf = (step, uri) =>
      step === 'write' && uri.startsWith('memory:/locked/') ? 'readOnly' : undefined;
    const locked = names(20).map((name) => jobOf(name, { caption: `memory:/locked/${name}.txt` }));
    const journal = await journalOf({ jobs: [...locked, jobOf('a')], left: [], isRenewed: false });
    const { end, asked } = await run(journal);
    assert.deepEqual(end, { how: 'done' });
    assert.deepEqual(asked, ['a.png']);
    assert.deepEqual(files.texts, { 'a.txt': 'of a.png\n' });
    const tries = files.steps.filter(([step, uri]) => step === 'write' && uri.startsWith('memory:/locked/'));
    assert.equal(tries.length, 1);
  });

  it('asks next to nothing where the disk is full, leaves nothing torn and keeps what was there', async () => {
    files.put('memory:/set/p9.txt', 'old');
    let isFull = false;
    files.faultOf = (step) => (step === 'write' && isFull ? 'full' : undefined);
    const journal = await journalOf(planOf(names(40), { policy: 'overwrite' }));
    const { end, asked } = await run(journal, {
      async captionOf({ name }) {
        if (name === 'p5.png') isFull = true;
        return { prefix: '', text: `of ${name}` };
      },
    });
    assert.equal(end.how, 'stopped');
    assert.ok(asked.length <= 10, asked.join());
    assert.equal(files.texts['p9.txt'], 'old');
    for (const [name, text] of Object.entries(files.texts)) {
      if (name !== 'p9.txt') assert.equal(text, `of ${name.replace('txt', 'png')}\n`);
    }
  });

  for (const [what, now] of [
    ['changed', 'theirs'],
    ['deleted', undefined],
  ] as const) {
    it(`leaves a caption that was ${what} while it asked, and says so`, async () => {
      files.put('memory:/set/a.txt', 'old');
      const journal = await journalOf(planOf(['a', 'b'], { policy: 'append' }));
      await run(journal, {
        async captionOf({ name }) {
          if (name === 'a.png' && now === undefined) files.contents.delete('memory:/set/a.txt');
          if (name === 'a.png' && now !== undefined) files.put('memory:/set/a.txt', now);
          return { prefix: '', text: 'new' };
        },
      });
      assert.deepEqual(states(journal), ['failed', 'written']);
      assert.deepEqual(files.texts, { ...(now && { 'a.txt': now }), 'b.txt': 'new\n' });
      const { restored } = await undoBatch(await BatchJournal.open(path), files);
      assert.equal(restored, 1);
      assert.deepEqual(files.texts, now ? { 'a.txt': now } : {});
    });
  }

  it('overwrites nothing where that cannot be written down, and still writes what is new', async () => {
    files.put('memory:/set/b.txt', 'old');
    const journal = await journalOf(planOf(['a', 'b', 'c'], { policy: 'overwrite' }));
    rmSync(path);
    const { end, recordFailures } = await run(journal);
    assert.deepEqual(end, { how: 'done' });
    assert.deepEqual(files.texts, { 'a.txt': 'of a.png\n', 'b.txt': 'old', 'c.txt': 'of c.png\n' });
    assert.deepEqual(states(journal), ['written', 'failed', 'written']);
    assert.ok(recordFailures.length > 0);
  });

  it('says of a prompt that nothing is left of that nothing could be written', async () => {
    files.put('memory:/set/b.txt', 'old');
    const journal = await journalOf(planOf(['a', 'b'], { policy: 'overwrite' }));
    const { end } = await run(journal, { captionOf: async () => ({ prefix: '', text: '' }) });
    assert.deepEqual(end, { how: 'done' });
    assert.deepEqual(states(journal), ['failed', 'failed']);
    assert.deepEqual(files.texts, { 'b.txt': 'old' });
  });

  it('does not wait longer where the clock was set back', async () => {
    const journal = await journalOf(planOf(['a', 'b']));
    await clock.pass(-500_000);
    assert.deepEqual((await run(journal)).end, { how: 'done' });
  });

  it('of 10,000 pictures takes little time and memory', async function () {
    this.timeout(60_000);
    const count = 10_000;
    const journal = await journalOf(planOf(names(count)));
    const heap: number[] = [];
    const forget = new FaultyFiles();
    // What the files hold is no memory of the run.
    forget.read = async () => undefined;
    forget.write = async () => {};
    forget.move = async () => true;
    forget.remove = async () => {};
    let done = 0;
    await run(journal, {
      files: forget,
      onProgress() {
        done += 1;
        if (done % 1000 === 0) heap.push(process.memoryUsage().heapUsed);
      },
    });
    assert.equal(journal.jobsThatAre('written').length, count);
    const [first = 0] = heap;
    const last = Math.min(...heap.slice(-3));
    assert.ok(last - first < 60e6, heap.map((size) => Math.round(size / 1e6)).join());
  });

  describe('that is killed', () => {
    const before = { 'a.txt': 'old a', 'c.txt': '\uFEFFof c.png, c\r\n', 'd.txt': '' };
    const after = {
      'a.txt': 'of a.png\n',
      'b.txt': 'of b.png\n',
      'c.txt': 'of c.png, c, new\n',
      'd.txt': 'of d.png\n',
    };
    const plan: BatchPlan = {
      jobs: [
        jobOf('a', { policy: 'overwrite' }),
        jobOf('b'),
        jobOf('c', { policy: 'append' }),
        jobOf('d', { policy: 'prepend' }),
      ],
      left: [],
      isRenewed: false,
    };
    const captionOf = async ({ name }: CaptionJob) => ({
      prefix: '',
      text: name === 'c.png' ? 'of c.png, new' : `of ${name}`,
    });
    const asFound = () => {
      const found = new FaultyFiles();
      for (const [name, text] of Object.entries(before)) found.put(`memory:/set/${name}`, text);
      return found;
    };

    /** Goes on with what a killed process left, to the end, and takes it all back. */
    async function resumeAndUndo(found: FaultyFiles, what: string): Promise<string[]> {
      files = found;
      const journal = await BatchJournal.open(path);
      const { asked, end } = await run(journal, {
        captionOf,
        jobs: journal.jobsThatAre('open', 'unfinished'),
      });
      assert.deepEqual(end, { how: 'done' }, what);
      assert.deepEqual(sorted(files.texts), after, what);
      const opened = await BatchJournal.open(path);
      const { changedSince, failed } = await undoBatch(opened, files);
      assert.deepEqual([changedSince, failed], [[], []], what);
      assert.deepEqual(sorted(files.texts), before, what);
      return asked;
    }
    const sorted = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).sort(([one], [other]) => one.localeCompare(other)));

    it('ends with the right captions, and can be taken back, at whichever step of the files', async () => {
      let isKilled = true;
      for (let killAt = 0; isKilled; killAt++) {
        isKilled = false;
        const dying = asFound();
        dying.faultOf = (_step, _uri, count) => {
          if (count !== killAt) return undefined;
          isKilled = true;
          return 'killed';
        };
        files = dying;
        const journal = await journalOf(plan);
        const copies = { record: '' };
        // After it is killed a process writes nothing more.
        await run(journal, {
          captionOf,
          reasonOf(error) {
            if (error === killed && copies.record === '') copies.record = readFileSync(path, 'utf8');
            return 'killed';
          },
        });
        if (!isKilled) break;
        writeFileSync(path, copies.record);
        await resumeAndUndo(dying.revived(), `killed at step ${killAt}`);
      }
    });

    it('ends with the right captions, and can be taken back, at whichever byte of its record', async function () {
      this.timeout(60_000);
      files = asFound();
      /** What the files held when the record was as long. */
      const snapshots: { readonly length: number; readonly files: FaultyFiles }[] = [];
      const look = () => snapshots.push({ length: readFileSync(path).length, files: files.revived() });
      const journal = await journalOf(plan);
      files.meanwhile = look;
      await run(journal, { captionOf, most: 1, onProgress: look });
      look();
      const whole = readFileSync(path);
      const planEnd = whole.indexOf('\n') + 1;
      for (let length = planEnd; length <= whole.length; length++) {
        // The files as they were before the line that is cut off was begun, and, if it is whole, as they were then.
        const found = snapshots.filter((snapshot) => snapshot.length <= length).at(-1) ?? {
          files: asFound(),
        };
        writeFileSync(path, whole.subarray(0, length));
        await resumeAndUndo(found.files.revived(), `cut off at ${length} of ${whole.length}`);
      }
    });

    it('asks about nothing again that it had written', async () => {
      files = asFound();
      const journal = await journalOf(plan);
      await journal.noteWriting(0, { before: Buffer.from('old a'), after: Buffer.from('of a.png\n') });
      files.put('memory:/set/a.txt', 'of a.png\n');
      files.put('memory:/set/.img2prompt-1-0.tmp', 'of a');
      await journal.close();
      assert.deepEqual((await resumeAndUndo(files, 'written')).sort(), ['b.png', 'c.png', 'd.png']);
    });
  });
});
