import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { EntryFolder } from '../../../src/store/entryFolder.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';

describe('A folder of entries', () => {
  let temporary: TemporaryFolder;
  let path: string;
  beforeEach(() => {
    temporary = temporaryFolder();
    path = join(temporary.path, 'entries');
  });
  afterEach(() => temporary.remove());

  const folderOf = (maxEntries = 100, first: 'leastName' | 'leastUsed' = 'leastName') =>
    new EntryFolder({ path, maxEntries: () => maxEntries, first });

  it('gives back what was written, to every window', async () => {
    await folderOf().write('a', { text: 'é “x”' });
    assert.deepEqual(await folderOf().read('a'), { text: 'é “x”' });
  });

  it('has nothing where nothing was written', async () => {
    assert.equal(await folderOf().read('a'), undefined);
    assert.deepEqual(await folderOf().names(), []);
    await folderOf().remove('a');
    await folderOf().clear();
  });

  for (const [what, bytes] of [
    ['cut off', '{"text":"hal'],
    ['empty', ''],
    ['overwritten by hand', '\0\xff not JSON'],
  ] as const) {
    it(`counts an entry that is ${what} as not there`, async () => {
      const folder = folderOf();
      await folder.write('a', { text: 'whole' });
      writeFileSync(join(path, 'a.json'), bytes);
      assert.equal(await folder.read('a'), undefined);
    });
  }

  it('lets those of the least names go when there are too many', async () => {
    const folder = folderOf(10);
    for (let number = 10; number < 30; number++) await folder.write(String(number), number);
    const names = await folder.names();
    assert.ok(names.length <= 10 && names.length >= 9, String(names.length));
    assert.equal(names.at(-1), '29');
  });

  it('lets those go that were not used for longest', async () => {
    const folder = folderOf(10, 'leastUsed');
    for (let number = 10; number < 20; number++) {
      await folder.write(String(number), number);
      utimesSync(join(path, `${number}.json`), number, number);
    }
    await folder.touch('10');
    await folder.write('20', 20);
    const names = await folder.names();
    assert.ok(names.includes('10') && names.includes('20'), names.join());
    assert.ok(!names.includes('11'), names.join());
  });

  it('finds those among many more that stay', async () => {
    const folder = folderOf(200, 'leastUsed');
    // The order of names, and that of writing, says nothing of use.
    const usedAt = (number: number) => 1 + ((number * 77) % 200);
    for (let number = 0; number < 200; number++) {
      await folder.write(String(number), number);
      utimesSync(join(path, `${number}.json`), usedAt(number), usedAt(number));
    }
    await folder.write('new', 200);
    const stay = Array.from({ length: 200 }, (_, number) => number).filter((number) => usedAt(number) > 21);
    assert.deepEqual(await folder.names(), ['new', ...stay.map(String)].sort());
  });

  it('counts what other windows wrote, too', async () => {
    const [one, other] = [folderOf(10), folderOf(10)];
    for (let number = 0; number < 9; number++) await one.write(`one ${number}`, number);
    for (let number = 0; number < 9; number++) await other.write(`other ${number}`, number);
    assert.ok((await one.names()).length <= 10);
  });

  it('keeps nothing, and finds nothing, where nothing is to be kept', async () => {
    await folderOf(10).write('a', 1);
    await folderOf(0).write('b', 2);
    assert.equal(await folderOf(0).read('a'), undefined);
    assert.deepEqual(await folderOf(10).names(), ['a']);
  });

  it('removes what a killed process had not finished, once that is old', async () => {
    const folder = folderOf(1);
    await folder.write('a', 1);
    const [old, young] = [join(path, 'old.unfinished'), join(path, 'young.unfinished')];
    for (const file of [old, young]) writeFileSync(file, '{');
    utimesSync(old, 1, 1);
    await folder.write('b', 2);
    assert.deepEqual(
      readdirSync(path).filter((file) => file.endsWith('.unfinished')),
      ['young.unfinished'],
    );
  });

  it('is cleared without a file that is being written', async () => {
    const folder = folderOf();
    await folder.write('a', 1);
    writeFileSync(join(path, 'b.unfinished'), '2');
    await folder.clear();
    assert.deepEqual(readdirSync(path), ['b.unfinished']);
  });

  it('is written to again after somebody emptied the data folder', async () => {
    const folder = folderOf();
    await folder.write('a', 1);
    rmSync(path, { recursive: true });
    await folder.write('b', 2);
    assert.deepEqual(await folder.names(), ['b']);
  });

  it('takes no harm from somebody who empties the data folder while room is made', async () => {
    for (let moment = 1; moment <= 4; moment++) {
      // The limit is asked for at each step of making room.
      let asked = Number.NEGATIVE_INFINITY;
      const maxEntries = () => {
        asked += 1;
        if (asked === moment) rmSync(path, { recursive: true });
        return 2;
      };
      const folder = new EntryFolder({ path, maxEntries, first: 'leastUsed' });
      for (const name of ['a', 'b']) await folder.write(name, name);
      asked = 0;
      await assert.doesNotReject(folder.write('c', 'c'), `emptied at moment ${moment}`);
      assert.ok(asked >= moment, `moment ${moment} never came`);
    }
  });

  it('has only whole entries, whenever processes that write to it are killed', async function () {
    this.timeout(30_000);
    const program = join(import.meta.dirname, 'writeEntries.ts');
    for (let round = 0; round < 6; round++) {
      const writers: ChildProcess[] = [1, 2].map(() => fork(program, [path]));
      await Promise.all(writers.map((writer) => once(writer, 'message')));
      await setTimeout(20 + Math.random() * 60);
      for (const writer of writers) writer.kill('SIGKILL');
      await Promise.all(writers.map((writer) => once(writer, 'exit')));
      for (const file of readdirSync(path)) {
        if (!file.endsWith('.json')) continue;
        const { name, filling } = JSON.parse(readFileSync(join(path, file), 'utf8'));
        assert.equal(`${name}.json`, file);
        assert.equal(filling.length, 50_000);
      }
    }
  });
});
