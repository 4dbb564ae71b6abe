import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { temporaryFolder } from '../../window/temporaryFolder.ts';
import { applyBlock, blocksIn } from './workedExample.ts';

describe('A worked example', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  const file = (name: string, text?: string) => {
    const path = join(folder.path, name);
    if (text !== undefined) writeFileSync(path, text);
    return readFileSync(path, 'utf8');
  };

  it('has the files and changes of its code blocks, and no commands', () => {
    const page =
      'See `a`. In `src/b.ts`:\n\n```ts\nconst b = `c`;\n```\n\nIn [`d`](../d):\n```diff\n+e\n```\n```sh\nrm f\n```\n';
    assert.deepEqual(blocksIn(page), [
      { path: 'src/b.ts', kind: 'newFile', text: 'const b = `c`;\n' },
      { path: 'd', kind: 'change', text: '+e\n' },
    ]);
    assert.throws(() => blocksIn('```ts\n```\n'), /No file is named/);
  });

  it('changes the lines that it shows', () => {
    file('change.txt', 'one\ntwo\nthree\nfour\n');
    const text = ' one\n-two\n+2\n@@\n+3.5\n four\n';
    applyBlock(folder.path, { path: 'change.txt', kind: 'change', text });
    assert.equal(file('change.txt'), 'one\n2\nthree\n3.5\nfour\n');
  });

  it('fits exactly, or not at all', () => {
    file('twice.txt', 'one\ntwo\none\n');
    for (const text of [' one\n+1\n', ' on\n+1\n', ' three\n+1\n']) {
      const apply = () => applyBlock(folder.path, { path: 'twice.txt', kind: 'change', text });
      assert.throws(apply, /twice\.txt does not have these lines exactly once/);
    }
    assert.throws(
      () => applyBlock(folder.path, { path: 'twice.txt', kind: 'newFile', text: '' }),
      /there already/,
    );
  });
});
