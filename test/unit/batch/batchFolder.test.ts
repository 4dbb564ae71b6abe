import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  forgetOldBatches,
  idOfNewBatch,
  idsOfBatches,
  isUnfinished,
  pathOfBatch,
} from '../../../src/batch/batchFolder.ts';
import { BatchJournal } from '../../../src/batch/batchJournal.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';
import { planOf } from './jobs.ts';

describe('The folder of the records of runs', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  beforeEach(() => {
    temporary = temporaryFolder();
    folder = join(temporary.path, 'batches');
  });
  afterEach(() => temporary.remove());

  const noon = new Date('2026-01-31T12:00:00Z');
  async function begun(now = noon) {
    const id = await idOfNewBatch(folder, now);
    return await BatchJournal.create(pathOfBatch(folder, id), planOf(['a']));
  }

  it('has no runs where it is not there yet', async () => {
    assert.deepEqual(await idsOfBatches(folder), []);
    await forgetOldBatches(folder);
  });

  it('has the last run first, also of those of the same instant', async () => {
    const ids: string[] = [];
    for (let run = 0; run < 12; run++) ids.unshift((await begun()).id);
    assert.deepEqual(await idsOfBatches(folder), ids);
  });

  it('has the last run first, also where the clock was set back', async () => {
    const before = await begun(noon);
    const after = await begun(new Date('2020-01-01T00:00:00Z'));
    const later = await begun(new Date('2020-01-01T00:00:01Z'));
    assert.deepEqual(await idsOfBatches(folder), [later.id, after.id, before.id]);
  });

  it('knows no runs by the names of what others put there', async () => {
    const { id } = await begun();
    for (const name of ['copy of a run.jsonl', 'zzz.jsonl', `${id}.jsonl.unfinished`, '.DS_Store']) {
      writeFileSync(join(folder, name), '{}');
    }
    assert.deepEqual(await idsOfBatches(folder), [id]);
    assert.notEqual((await begun()).id, id);
  });

  it('tells a run that came to its end, or was taken back, from one that did not', async () => {
    const journal = await begun();
    const states = [await isUnfinished(folder, journal.id)];
    for (const note of ['noteBegin', 'noteEnd', 'noteBegin', 'noteUndone', 'noteBegin', 'noteEnd'] as const) {
      await journal[note]();
      states.push(await isUnfinished(folder, journal.id));
    }
    await journal.close();
    assert.deepEqual(states, [true, true, false, true, false, true, false]);
  });

  it('tells a run whose record was cut off as one that did not', async () => {
    const journal = await begun();
    await journal.noteEnd();
    const path = pathOfBatch(folder, journal.id);
    const { length } = readFileSync(path);
    for (let cut = 1; cut <= length; cut++) {
      truncateSync(path, length - cut);
      assert.equal(await isUnfinished(folder, journal.id), true);
    }
  });

  it('forgets all but the last ten, and none that did not come to its end', async () => {
    const unfinished = await begun();
    const ids: string[] = [unfinished.id];
    for (let run = 0; run < 15; run++) {
      const journal = await begun();
      await journal.noteEnd();
      ids.unshift(journal.id);
    }
    await forgetOldBatches(folder);
    assert.deepEqual(await idsOfBatches(folder), [...ids.slice(0, 10), unfinished.id]);
  });

  it('forgets others where one cannot be looked at', async () => {
    const ids: string[] = [];
    for (let run = 0; run < 12; run++) {
      const journal = await begun();
      await journal.noteEnd();
      ids.unshift(journal.id);
      if (run === 1) mkdirSync(pathOfBatch(folder, await idOfNewBatch(folder, noon)));
    }
    await forgetOldBatches(folder);
    assert.deepEqual(
      await idsOfBatches(folder).then((left) => left.filter((id) => ids.includes(id))),
      ids.slice(0, 10),
    );
  });
});
