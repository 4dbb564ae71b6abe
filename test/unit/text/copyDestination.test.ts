import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Copying, copyDestination } from '../../../src/text/copyDestination.ts';

const copying: Copying = {
  documentPath: '/work/docs/guide/intro.md',
  workspacePath: '/work',
  fileName: 'castle.png',
  now: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6)),
};

describe('The destination of a copied file', () => {
  const table: [setting: string, path: string][] = [
    ['', '/work/docs/guide/castle.png'],
    ['images/', '/work/docs/guide/images/castle.png'],
    ['../images/tower.png', '/work/docs/images/tower.png'],
    ['/assets/', '/work/assets/castle.png'],
    ['${fileName}', '/work/docs/guide/castle.png'],
    ['pictures/${documentBaseName}/${fileName}', '/work/docs/guide/pictures/intro/castle.png'],
    ['${documentDirName}/a.${fileExtName}', '/work/docs/guide/a.png'],
    ['/assets/${documentRelativeDirName}/', '/work/assets/docs/guide/castle.png'],
    ['/assets/${documentRelativeFilePath}/', '/work/assets/docs/guide/intro.md/castle.png'],
    ['${documentWorkspaceFolder}/${documentFileName}.png', '/work/intro.md.png'],
    ['${documentFilePath}-${documentExtName}.png', '/work/docs/guide/intro.md-md.png'],
    ['${unixTime}.png', '/work/docs/guide/1767323045006.png'],
    ['${isoTime}.png', '/work/docs/guide/2026-01-02T03:04:05.006Z.png'],
    ['${documentRelativeDirName/docs\\/(.*)/$1-pictures/}/', '/work/docs/guide/guide-pictures/castle.png'],
    ['${fileName/[/x/}', '/work/docs/guide/castle.png'],
    ['\\${fileName}', '/work/docs/guide/${fileName}'],
    ['${noVariable}.png', '/work/docs/guide/${noVariable}.png'],
  ];
  for (const [setting, path] of table) {
    it(`'${setting}' is ${path}`, () => assert.equal(copyDestination(setting, copying), path));
  }

  it('is told from the folder of the document where there is no workspace', () => {
    const alone = { ...copying, workspacePath: undefined };
    assert.equal(copyDestination('/assets/', alone), '/work/docs/guide/assets/castle.png');
    assert.equal(copyDestination('${documentRelativeDirName}/', alone), '/work/docs/guide/castle.png');
  });
});
