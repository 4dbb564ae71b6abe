import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { captionChange, writeWhole } from '../../../src/captions/captionFile.ts';
import { localFiles } from '../../../src/captions/localFiles.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';

describe('A caption on a disk', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('that is a link stays one, and the file that it leads to is written', async function () {
    if (process.platform === 'win32') this.skip(); // where links are not everybody's to make
    const [set, store] = [join(folder.path, 'set'), join(folder.path, 'store')];
    for (const path of [set, store]) mkdirSync(path);
    writeFileSync(join(store, 'a.txt'), 'old\n');
    const caption = join(set, 'a.txt');
    symlinkSync('../store/a.txt', caption);
    const uri = pathToFileURL(caption).toString();
    const change = captionChange(uri, await localFiles.read(uri), { prefix: '', text: 'new' }, 'append');
    assert.ok(change);
    await writeWhole(localFiles, uri, change, 'a.unfinished');
    assert.ok(lstatSync(caption).isSymbolicLink());
    assert.equal(readFileSync(join(store, 'a.txt'), 'utf8'), 'old, new\n');
    assert.deepEqual([readdirSync(set), readdirSync(store)], [['a.txt'], ['a.txt']]);
  });
});
