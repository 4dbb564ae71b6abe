import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

describe('Alt texts', () => {
  const content = '# Towers\n\n![](castle.png)\n\n![A harbour](lighthouse.jpg)\n\n![image](lighthouse.jpg)\n';
  const stage = useWindow({
    servicePath: '/keyless',
    // Explorer misses what is written while a window opens.
    prepare(workspace) {
      for (const name of ['towers.md', 'quick.md', 'twice.md']) writeFileSync(join(workspace, name), content);
    },
  });

  it('of a document are filled in after a question and a look at them, and one undo takes them back', async () => {
    const { explorer, palette, dialog, editor, page } = stage.window;
    await explorer.open('towers.md');
    await editor.focus();
    await palette.run('Image to Prompt: Fill In All Alt Texts');
    assert.match(await dialog.text(), /Images: 2\. Calls to 127\.0\.0\.1:\d+: 2\./);
    await dialog.click('Fill In');
    await page.getByRole('button', { name: 'Apply' }).waitFor();
    await stage.window.screenshot('out/screenshots/altTextPreview.png');
    // The one box of the file ticks them all.
    await page.locator('.bulk-edit-panel .monaco-list-row').first().getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('![a wide 1200 by 800').first().waitFor();
    const text = await editor.text();
    assert.match(text, /^# Towers\n\n!\[a wide 800 by 600[^,\]]*\]\(castle\.png\)\n\n!\[A harbour\]/);
    assert.match(text, /!\[a wide 1200 by 800[^,\]]*\]\(lighthouse\.jpg\)\n$/);
    await editor.focus();
    await stage.window.press('ControlOrMeta+z');
    assert.equal(await editor.text(), content);
  });

  it('that failed are asked for again alone', async () => {
    const { window, server } = stage;
    await window.set({ 'img2prompt.baseUrl': `${server.url}/fault/flaky/keyless` });
    const { explorer, palette, dialog, editor, notifications, page } = window;
    const before = server.requests.length;
    const apply = async () => {
      await page.locator('.bulk-edit-panel .monaco-list-row').first().getByRole('checkbox').click();
      await page.getByRole('button', { name: 'Apply' }).click();
    };
    await explorer.open('twice.md');
    await editor.focus();
    await palette.run('Image to Prompt: Fill In All Alt Texts');
    await dialog.click('Fill In');
    await apply();
    // Of the four requests the first and the third fail.
    await notifications.click('Images without a prompt: 1 of 2', 'Retry');
    await notifications.click(/^(?!Images without).*returned an error/, 'Retry');
    await apply();
    await page.getByText('![a wide 800 by 600').first().waitFor();
    assert.equal(server.requests.length, before + 4);
    const text = await editor.text();
    assert.match(text, /!\[a wide 800 by 600[^,\]]*\]\(castle\.png\)/);
    assert.match(text, /!\[a wide 1200 by 800[^,\]]*\]\(lighthouse\.jpg\)\n$/);
  });

  it('of an image is a quick fix at the cursor', async () => {
    const { explorer, editor, page } = stage.window;
    await explorer.open('quick.md');
    await editor.placeCursor(3, 3);
    await stage.window.press('ControlOrMeta+.');
    await page.getByText('Fill in alt text').first().waitFor();
    await stage.window.screenshot('out/screenshots/altTextQuickFix.png');
    await page.getByText('Fill in alt text').first().click();
    await page.getByText('![a wide 800 by 600').first().waitFor();
  });
});
