import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makePictureSet, promptOfPicture } from '../window/makePictureSet.ts';
import { useWindow } from './useWindow.ts';

describe('Captioning images', () => {
  const stage = useWindow({ servicePath: '/fault/slow-400/keyless' });
  const captionsIn = (folder: string) =>
    readdirSync(join(stage.workspace, folder)).filter((name) => name.endsWith('.txt'));

  it('of a folder shows a plan, how far it is, and what came of it', async () => {
    const { explorer, dialog, notifications, page } = stage.window;
    makePictureSet(join(stage.workspace, 'set'), 24);
    // Nothing of the second is answered when its turn comes, so that there is something to stop.
    makePictureSet(join(stage.workspace, 'stopped'), 24, 24);
    await stage.window.reload(); // nothing tells Explorer of new folders
    await explorer.rightClick('set', 'Caption Images...');
    assert.match(
      await dialog.text(),
      /Caption these images\? Total: 24.*24 new.*Calls to 127\.0\.0\.1:\d+: at most 24/,
    );
    await stage.window.screenshot('out/screenshots/captionPlan.png');
    await dialog.click('Caption');
    await notifications.shown(/Captioning images/);
    await page.locator('.statusbar-item', { hasText: /Captioning: \d+ of 24/ }).waitFor();
    await page.waitForTimeout(1200);
    await stage.window.screenshot('out/screenshots/captionProgress.png');
    assert.equal(await notifications.shown('Captions written'), 'Captions written: 24.');
    assert.equal(captionsIn('set').length, 24);
    assert.match(readFileSync(join(stage.workspace, 'set/7.txt'), 'utf8'), promptOfPicture(7));
    await notifications.click('Captions written', 'Show Report');
    await page.getByText('Captioned: 24').first().waitFor();
    await stage.window.screenshot('out/screenshots/captionReport.png');
  });

  it('is taken back by Undo', async () => {
    const { notifications, palette } = stage.window;
    await notifications.clear();
    await palette.run('Image to Prompt: Undo Last Batch');
    assert.equal(await notifications.shown('reverted'), 'Captions reverted: 24.');
    assert.deepEqual(captionsIn('set'), []);
  });

  it('stops from the status bar, keeps what is done, and goes on', async () => {
    const { explorer, dialog, notifications, page } = stage.window;
    await notifications.clear();
    await explorer.rightClick('stopped', 'Caption Images...');
    await dialog.click('Caption');
    await page.locator('.statusbar-item', { hasText: /Captioning: [1-9]\d* of 24/ }).click();
    assert.match(await dialog.text(), /Captions already written are kept/);
    await dialog.click('Stop');
    await notifications.shown(/Stopped\. Remaining: \d+/);
    const done = captionsIn('stopped').length;
    assert.ok(done > 0 && done < 24, String(done));
    await notifications.click('Stopped', 'Continue');
    await notifications.shown('Captions written: 24.');
    assert.equal(captionsIn('stopped').length, 24);
  });

  it('of one picture is in the menu of its destinations', async () => {
    const { explorer, notifications } = stage.window;
    await notifications.clear();
    await explorer.rightClick('castle.png', 'Image to Prompt', 'Save Prompt Beside Image');
    assert.equal(await notifications.shown('Caption saved'), 'Caption saved to castle.txt.');
    assert.ok(existsSync(join(stage.workspace, 'castle.txt')));
  });

  it('of several selected files and folders is in their menu, and of a single picture is not', async () => {
    const { explorer } = stage.window;
    assert.ok(!(await explorer.menu('castle.png')).includes('Caption Images...'));
    await explorer.select('lighthouse.jpg', 'castle.png');
    assert.ok((await explorer.menu('castle.png')).includes('Caption Images...'));
  });
});
