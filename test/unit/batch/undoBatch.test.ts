import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BatchJournal } from '../../../src/batch/batchJournal.ts';
import { undoBatch } from '../../../src/batch/undoBatch.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';
import { FaultyFiles } from '../captions/faultyFiles.ts';
import { planOf } from './jobs.ts';

describe('Taking a run of captions back', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, '1.jsonl');
  });
  afterEach(() => folder.remove());

  const bytes = (text: string) => new TextEncoder().encode(text);
  const old = Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x0d, 0x0a);

  /** A run that overwrote a caption, wrote a new one, filled an empty one and was killed before another. */
  async function runWas() {
    const files = new FaultyFiles({
      'memory:/set/a.txt': 'new a\n',
      'memory:/set/b.txt': 'new b\n',
      'memory:/set/c.txt': 'new c\n',
      'memory:/set/d.txt': 'old d',
      'memory:/set/e.txt': 'theirs',
      'memory:/set/.img2prompt-1-3.tmp': 'new',
    });
    const journal = await BatchJournal.create(path, planOf(['a', 'b', 'c', 'd', 'e']));
    await journal.noteWriting(0, { before: old, after: bytes('new a\n') });
    await journal.noteWritten(0);
    await journal.noteWriting(1, { before: undefined, after: bytes('new b\n') });
    await journal.noteWritten(1);
    await journal.noteWriting(2, { before: new Uint8Array(), after: bytes('new c\n') });
    await journal.noteWritten(2);
    await journal.noteWriting(3, { before: bytes('old d'), after: bytes('new d\n') });
    await journal.close();
    return { files, journal: await BatchJournal.open(path) };
  }
  const before = { 'a.txt': Buffer.from(old).toString(), 'c.txt': '', 'd.txt': 'old d', 'e.txt': 'theirs' };

  it('restores what was there to the byte, removes what was not, and touches nothing else', async () => {
    const { files, journal } = await runWas();
    assert.deepEqual(await undoBatch(journal, files), { restored: 4, changedSince: [], failed: [] });
    assert.deepEqual(files.texts, before);
    assert.deepEqual(Buffer.from(files.contents.get('memory:/set/a.txt') ?? []), Buffer.from(old));
    assert.equal((await BatchJournal.open(path)).isUndone, true);
  });

  it('changes nothing the second time', async () => {
    const { files, journal } = await runWas();
    await undoBatch(journal, files);
    files.put('memory:/set/b.txt', 'new b\n');
    await undoBatch(await BatchJournal.open(path), files);
    assert.deepEqual(files.texts, { ...before, 'b.txt': 'new b\n' });
  });

  it('leaves what somebody changed or deleted since, and says which', async () => {
    const { files, journal } = await runWas();
    files.put('memory:/set/a.txt', 'theirs');
    files.contents.delete('memory:/set/b.txt');
    files.contents.delete('memory:/set/c.txt');
    files.put('memory:/set/d.txt', 'theirs');
    const { restored, changedSince, failed } = await undoBatch(journal, files);
    assert.deepEqual([restored, failed], [1, []]); // the new one is gone as it was
    assert.deepEqual(
      changedSince.map(({ name }) => name),
      ['a.png', 'c.png', 'd.png'],
    );
    assert.deepEqual(files.texts, { 'a.txt': 'theirs', 'd.txt': 'theirs', 'e.txt': 'theirs' });
  });

  it('leaves what somebody changes meanwhile', async () => {
    const { files, journal } = await runWas();
    files.meanwhile = (step) => {
      if (step === 'write') files.put('memory:/set/a.txt', 'theirs');
    };
    const { changedSince } = await undoBatch(journal, files);
    assert.deepEqual(
      changedSince.map(({ name }) => name),
      ['a.png'],
    );
    assert.equal(files.texts['a.txt'], 'theirs');
  });

  for (const fault of ['readOnly', 'full', 'unwritable'] as const) {
    it(`goes on after a caption that could not be written, and can be tried again: ${fault}`, async () => {
      const { files, journal } = await runWas();
      files.faultOf = (step, uri) => (step === 'move' && uri.endsWith('a.txt') ? fault : undefined);
      const { restored, changedSince, failed } = await undoBatch(journal, files);
      assert.deepEqual([restored, changedSince, failed.map(({ job }) => job.name)], [3, [], ['a.png']]);
      assert.deepEqual(files.texts, { ...before, 'a.txt': 'new a\n' });
      files.faultOf = () => undefined;
      const again = await BatchJournal.open(path);
      assert.equal(again.isUndone, false);
      assert.deepEqual(await undoBatch(again, files), { restored: 4, changedSince: [], failed: [] });
      assert.deepEqual(files.texts, before);
    });
  }

  it('can be gone on with by another process where it was killed at any step', async () => {
    for (let killAt = 0; ; killAt++) {
      const { files, journal } = await runWas();
      let isKilled = false;
      files.faultOf = (_step, _uri, count) => {
        if (count !== killAt) return undefined;
        isKilled = true;
        return 'killed';
      };
      await undoBatch(journal, files);
      if (!isKilled) break;
      const found = files.revived();
      const { changedSince, failed } = await undoBatch(await BatchJournal.open(path), found);
      assert.deepEqual([changedSince, failed], [[], []]);
      assert.deepEqual(found.texts, before, `killed at step ${killAt}`);
    }
  });

  it('restores the captions, and says so, where its record is gone meanwhile', async () => {
    const { files, journal } = await runWas();
    rmSync(path);
    await assert.rejects(undoBatch(journal, files), {
      problem: { kind: 'storageFailed', flaw: { is: 'batchRecord' } },
    });
    assert.deepEqual(files.texts, before);
  });
});
