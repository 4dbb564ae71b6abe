import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

const steps = [
  'Choose where prompts come from',
  'Generate your first prompt',
  'Paste an image as its prompt',
  'Caption a folder of images',
] as const;

describe('The walkthrough', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  // In a narrow window the pictures of the steps are hidden.
  before(() => stage.window.page.setViewportSize({ width: 1700, height: 900 }));
  const open = async () => {
    await stage.window.palette.run('Welcome: Open Walkthrough...');
    await stage.window.quickPick.pick('Get Started with Image to Prompt');
  };

  it('is opened from the empty history, and shows each step with its picture', async () => {
    const { historyView, walkthrough, page } = stage.window;
    await historyView.show();
    await stage.window.screenshot('out/screenshots/historyWelcome.png');
    await historyView.document.getByRole('button', { name: 'Get Started' }).click();
    assert.deepEqual(await walkthrough.steps(), steps);
    for (const [index, step] of steps.entries()) {
      await walkthrough.select(step);
      for (let look = 0; look < 50 && (await walkthrough.pictureWidthPx()) === 0; look++) {
        await page.waitForTimeout(100);
      }
      assert.ok((await walkthrough.pictureWidthPx()) > 400, step);
      await stage.window.screenshot(`out/screenshots/walkthrough-${index + 1}.png`);
    }
  });

  it('leads to a first prompt from its sample image', async () => {
    const { walkthrough, editor, page } = stage.window;
    await walkthrough.select(steps[1]);
    await walkthrough.click('Open Sample Image');
    await editor.clickTitleButton('Generate Prompt');
    await page.getByText('a wide 800 by 600').first().waitFor();
    await open();
    await walkthrough.done(steps[1]);
  });

  it('ticks off what was pasted as its prompt', async () => {
    const { walkthrough, editor, explorer, palette, pasteWidget, page } = stage.window;
    await palette.run('View: Show Explorer');
    await explorer.open('notes.md');
    await editor.linksFound();
    await editor.placeCursor(12);
    await stage.window.copyBitmap(readFileSync(join(stage.workspace, 'harbour at dusk #3.png')));
    await editor.focus();
    await stage.window.press('Control+v');
    await pasteWidget.choose('Insert prompt');
    await page.getByText('a wide 960 by 640').first().waitFor();
    await open();
    await walkthrough.done(steps[2]);
  });

  it('ticks off the engine that was chosen', async () => {
    const { walkthrough, quickPick } = stage.window;
    await walkthrough.select(steps[0]);
    await walkthrough.click('Select Engine');
    await quickPick.items();
    await quickPick.cancel();
    await walkthrough.done(steps[0]);
  });
});
