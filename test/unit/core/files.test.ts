import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fileNameOf, siblingOf } from '../../../src/core/files.ts';

describe('The URI of a file', () => {
  const siblings: [what: string, uri: string, name: string, expected: string][] = [
    ['a file', 'file:///a/b.txt', 'c.tmp', 'file:///a/c.tmp'],
    ['a file in the root', 'file:///b.txt', 'c.tmp', 'file:///c.tmp'],
    ['a file whose name holds an escaped # and ?', 'file:///a/b%231%3F.txt', 'c.tmp', 'file:///a/c.tmp'],
    [
      'a file with a query',
      'vscode-vfs://host/a/b.txt?ref=x/y',
      'c.tmp',
      'vscode-vfs://host/a/c.tmp?ref=x/y',
    ],
    ['a file with a fragment', 'memory:/a/b.txt#1', 'c.tmp', 'memory:/a/c.tmp#1'],
    ['a file on a drive', 'file:///c%3A/a/b.txt', 'c.tmp', 'file:///c%3A/a/c.tmp'],
    ['a file, for no name', 'memory:/a/b.txt?q', '', 'memory:/a/?q'],
    ['a file, for a name with signs of patterns', 'file:///a/b.txt', "$&-$'-$1", "file:///a/$&-$'-$1"],
  ];
  for (const [what, uri, name, expected] of siblings) {
    it(`leads to another file in the folder of ${what}`, () => {
      assert.equal(siblingOf(uri, name), expected);
    });
  }

  it('may be long', () => {
    const folder = 'memory:'.padEnd(100_000, '[');
    assert.equal(siblingOf(`${folder}/a`, 'b'), `${folder}/b`);
    assert.equal(fileNameOf(`${folder}/a`), 'a');
  });

  const names: [uri: string, expected: string][] = [
    ['file:///a/b.txt', 'b.txt'],
    ['file:///a/my%20b%231.txt', 'my b#1.txt'],
    ['file:///a/%E5%9F%8E.txt', '城.txt'],
    ['vscode-vfs://host/a/b.txt?ref=x/y#z', 'b.txt'],
    ['file:///a/100%.txt', '100%.txt'],
    ['file:///a/', ''],
  ];
  for (const [uri, expected] of names) {
    it(`tells the name of ${uri} as people know it`, () => {
      assert.equal(fileNameOf(uri), expected);
    });
  }
});
