import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

const shot = (name: string) => `out/screenshots/history-${name}.png`;

describe('The history', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  const names = () => stage.window.historyView.entries.locator('.name').allTextContents();
  const untilNames = async (...expected: string[]) => {
    for (let look = 0; look < 50 && (await names()).join() !== expected.join(); look++) {
      await stage.window.page.waitForTimeout(100);
    }
    assert.deepEqual(await names(), expected);
  };
  const generate = async (picture: string, prompt: string) => {
    await stage.window.palette.run('View: Show Explorer');
    await stage.window.explorer.rightClick(picture, 'Image to Prompt', 'Open Prompt in New Document');
    await stage.window.page.getByText(prompt).first().waitFor();
  };

  it('that is empty says so, and begins', async () => {
    const { historyView, quickPick } = stage.window;
    await historyView.show();
    await historyView.document.getByText('Prompts you generate appear here').waitFor();
    await stage.window.screenshot(shot('empty'));
    await historyView.document.getByRole('button', { name: 'Generate Prompt' }).click();
    await quickPick.pick('castle.png');
    await historyView.entry('castle.png').waitFor();
    assert.match((await historyView.entry('castle.png').textContent()) ?? '', /a wide 800 by 600 picture/);
  });

  it('shows picture, prompt, engine and time of each, the newest first', async () => {
    const { historyView } = stage.window;
    await generate('lighthouse.jpg', 'a wide 1200 by 800');
    await generate('harbour at dusk #3.png', 'a wide 960 by 640');
    await historyView.show();
    await untilNames('harbour at dusk #3.png', 'lighthouse.jpg', 'castle.png');
    const newest = historyView.entry('lighthouse.jpg');
    assert.match(
      (await newest.locator('.facts').textContent()) ?? '',
      /^Image to Prompt · (now|\d minutes? ago)$/,
    );
    const width = () =>
      newest.locator('img').evaluate((image: { naturalWidth: number }) => image.naturalWidth);
    for (let look = 0; look < 50 && (await width()) === 0; look++)
      await stage.window.page.waitForTimeout(100);
    assert.equal(await width(), 1200);
    await newest.hover();
    await stage.window.screenshot(shot('entries'));
  });

  it('goes when its setting turns it off, and comes back with it', async () => {
    const { palette, historyView, page } = stage.window;
    const press = (key: string) => page.keyboard.press(key);
    await palette.run('Preferences: Open User Settings (JSON)');
    await page.getByText('"img2prompt.baseUrl"').waitFor();
    for (const key of ['ControlOrMeta+Home', 'ArrowRight']) await press(key);
    await page.evaluate(`navigator.clipboard.writeText('"img2prompt.history.maxEntries": 0,')`);
    await press('ControlOrMeta+v');
    await press('ControlOrMeta+s');
    await historyView.document.getByText('The history is turned off').waitFor();
    await press('ControlOrMeta+z');
    await press('ControlOrMeta+s');
    await untilNames('harbour at dusk #3.png', 'lighthouse.jpg', 'castle.png');
    await press('ControlOrMeta+w');
  });

  it('is searched by words of the prompt and by name', async () => {
    const { historyView } = stage.window;
    await historyView.searchBox.fill('1200 WIDE');
    await untilNames('lighthouse.jpg');
    await historyView.document.getByText('Matches: 1').waitFor();
    await stage.window.screenshot(shot('search'));
    await historyView.searchBox.fill('harbour');
    await untilNames('harbour at dusk #3.png');
    await historyView.searchBox.fill('nothing like it');
    await historyView.document.getByText('No matches').waitFor();
    await historyView.searchBox.press('Escape');
    assert.equal((await names()).length, 3);
  });

  it('copies the plain prompt', async () => {
    const { historyView, page } = stage.window;
    await historyView.click('lighthouse.jpg', 'Copy');
    await page.getByText('Copied').waitFor();
    assert.match(await stage.window.clipboard(), /^a wide 1200 by 800 picture/);
  });

  it('inserts at the cursor of the editor that was used last', async () => {
    const { historyView, editor, explorer, palette } = stage.window;
    await palette.run('View: Show Explorer');
    await explorer.open('ideas.txt');
    await editor.placeCursor(1, 1);
    await historyView.show();
    await historyView.click('castle.png', 'Insert at Cursor');
    await stage.window.page.locator('.view-line', { hasText: 'a wide 800 by 600' }).first().waitFor();
    assert.equal(await editor.activeTab(), 'ideas.txt');
    assert.match(await editor.text(), /^a wide 800 by 600/);
  });

  it('opens the image', async () => {
    const { historyView, editor } = stage.window;
    await historyView.click('lighthouse.jpg', 'Open Image');
    await stage.window.page.locator('.tab.active[data-resource-name="lighthouse.jpg"]').waitFor();
    assert.equal(await editor.activeTab(), 'lighthouse.jpg');
  });

  it('generates again, which makes an entry more', async () => {
    const { historyView } = stage.window;
    const before = stage.server.requests.length;
    await historyView.click('castle.png', 'Generate Again');
    await untilNames('castle.png', 'harbour at dusk #3.png', 'lighthouse.jpg', 'castle.png');
    assert.equal(stage.server.requests.length, before + 1);
  });

  it('needs no pointer', async () => {
    const { historyView, editor, explorer, palette } = stage.window;
    await palette.run('View: Show Explorer');
    await explorer.open('notes.md');
    await editor.placeCursor(1, 1);
    await historyView.show();
    const focusedIs = async (expected: string) => {
      for (let look = 0; look < 30 && (await historyView.focused().catch(() => '')) !== expected; look++) {
        await stage.window.page.waitForTimeout(100);
      }
      assert.equal(await historyView.focused(), expected);
    };
    await focusedIs('entry castle.png'); // the one that was used last
    await stage.window.press('Home');
    await stage.window.press('ArrowDown');
    await focusedIs('entry harbour at dusk #3.png');
    await stage.window.screenshot(shot('keyboard'));
    await stage.window.press('Tab');
    await focusedIs('Insert prompt for harbour at dusk #3.png at cursor');
    await stage.window.press('Tab');
    await focusedIs('Copy prompt for harbour at dusk #3.png');
    await stage.window.press('ArrowDown');
    await focusedIs('entry lighthouse.jpg');
    await stage.window.press('Enter');
    await stage.window.page.locator('.view-line', { hasText: 'a wide 1200 by 800' }).first().waitFor();
    await focusedIs('entry lighthouse.jpg');
    await stage.window.press('Delete');
    await untilNames('castle.png', 'harbour at dusk #3.png', 'castle.png');
    await focusedIs('entry castle.png');
    await stage.window.press('End');
    await stage.window.press('Delete');
    await untilNames('castle.png', 'harbour at dusk #3.png');
    await focusedIs('entry harbour at dusk #3.png');
    await stage.window.press('Shift+Tab');
    await focusedIs('Search prompts');
    await stage.window.press('ArrowDown');
    await focusedIs('entry harbour at dusk #3.png');
    assert.match(await editor.text(), /^---\na wide 1200 by 800/m); // below the frontmatter
  });

  it('shows a placeholder for a picture that is gone, and nothing that needs it', async () => {
    const { historyView } = stage.window;
    rmSync(join(stage.workspace, 'castle.png'));
    await stage.window.reload();
    await historyView.show();
    const entry = historyView.entry('castle.png');
    await entry.locator('.picture svg').waitFor();
    await entry.getByTitle('Open Image').waitFor({ state: 'detached' });
    const offered = await entry
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map(({ title }) => title));
    assert.deepEqual(offered, ['Insert at Cursor', 'Copy', 'Delete']);
  });

  it('looks as the theme does', async function () {
    this.timeout(180_000); // the window is loaded anew for each
    const { historyView } = stage.window;
    for (const theme of ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast']) {
      await stage.window.set({
        'img2prompt.baseUrl': `${stage.server.url}/keyless`,
        'workbench.colorTheme': theme,
      });
      await historyView.show();
      await historyView.entry('harbour').hover();
      await stage.window.page.waitForTimeout(500);
      await stage.window.screenshot(shot(theme.replaceAll(' ', '')));
    }
  });

  it('is cleared after a question', async () => {
    const { historyView, dialog } = stage.window;
    await historyView.clickTitleMenu('Clear History...');
    assert.match(await dialog.text(), /Clear the history\?/);
    await dialog.click('Clear');
    await historyView.document.getByText('Prompts you generate appear here').waitFor();
  });
});
