import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { makePictureSet, promptOfPicture } from '../window/makePictureSet.ts';
import type { CodeWindow } from '../window/openWindow.ts';
import { useWindow } from './useWindow.ts';

describe('Captioning the images of several roots', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  let window: CodeWindow;
  const pathOf = (...names: string[]) => join(stage.workspace, ...names);

  before(async function () {
    this.timeout(120_000);
    makePictureSet(pathOf('cats'), 3);
    makePictureSet(pathOf('dogs'), 3, 3);
    makePictureSet(pathOf('dogs', 'drafts'), 3, 6);
    mkdirSync(pathOf('dogs', '.vscode'));
    writeFileSync(
      pathOf('dogs', '.vscode', 'settings.json'),
      JSON.stringify({ 'img2prompt.caption.extension': '.caption', 'search.exclude': { drafts: true } }),
    );
    writeFileSync(
      pathOf('animals.code-workspace'),
      JSON.stringify({ folders: [{ path: 'cats' }, { path: 'dogs' }] }),
    );
    window = await stage.window.openAnother(pathOf('animals.code-workspace'));
  });

  after(async () => {
    await window.close();
  });

  it('follows the settings of each', async () => {
    const { explorer, dialog, notifications } = window;
    await explorer.select('cats', 'dogs');
    await explorer.rightClick('dogs', 'Caption Images...');
    assert.match(await dialog.text(), /Total: 6.*6 new/);
    await dialog.click('Caption');
    assert.equal(await notifications.shown('Captions written'), 'Captions written: 6.');
    const captionsIn = (folder: string) =>
      readdirSync(pathOf(folder), { recursive: true }).filter((name) =>
        /\.(txt|caption)$/.test(String(name)),
      );
    assert.deepEqual(captionsIn('cats'), ['0.txt', '1.txt', '2.txt']);
    assert.deepEqual(captionsIn('dogs'), ['0.caption', '1.caption', '2.caption']);
    assert.match(readFileSync(pathOf('cats', '2.txt'), 'utf8'), promptOfPicture(2));
    assert.match(readFileSync(pathOf('dogs', '2.caption'), 'utf8'), promptOfPicture(5));
  });

  it('tells in the report which root a picture is in', async () => {
    const { notifications, page } = window;
    await notifications.click('Captions written', 'Show Report');
    await page.getByText('Captioned: 6').first().waitFor();
  });
});
