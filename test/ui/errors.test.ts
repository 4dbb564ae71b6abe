import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

describe('An error', () => {
  const stage = useWindow();
  const serve = (path: string) => stage.window.set({ 'img2prompt.baseUrl': stage.server.url + path });
  const generate = (image = 'castle.png') => stage.window.explorer.rightClick(image, 'Generate Prompt');

  it('says what happened, has the buttons for it, and opens nothing', async () => {
    await serve('/fault/bare-502/keyless');
    await generate();
    await stage.window.notifications.shown(/returned an error \(HTTP 502\)\. Try again later/);
    const errors = (await stage.window.notifications.visible()).filter(
      ({ severity }) => severity === 'error',
    );
    assert.deepEqual(
      errors.map((error) => error.buttons),
      [['Retry', 'Show Log']],
    );
    assert.equal(await stage.window.editor.isShown(), false);
  });

  it('of a passing kind is over when its Retry button works', async () => {
    await serve('/fault/flaky/keyless');
    await generate();
    await stage.window.notifications.click(/returned an error \(HTTP 500\)/, 'Retry');
    await stage.window.page.getByText('a wide 800 by 600').first().waitFor();
  });

  const pictures: [image: string, sentence: RegExp][] = [
    ['not-an-image.png', /not-an-image\.png isn't an image\./],
    ['torn.jpg', /torn\.jpg is damaged or incomplete\. Open it in an image editor/],
  ];
  for (const [image, sentence] of pictures) {
    it(`about ${image} names it and its fault, and nothing is sent`, async () => {
      await serve('/keyless');
      const before = stage.server.requests.length;
      await generate(image);
      await stage.window.notifications.shown(sentence);
      assert.equal(stage.server.requests.length, before);
    });
  }

  it('about a picture lets the user choose another, for the same destination', async () => {
    const { explorer, editor, notifications, quickPick, page } = stage.window;
    await serve('/keyless');
    await explorer.openPicture('torn.jpg');
    await editor.rightClick('Image to Prompt', 'Copy Prompt');
    await notifications.click(/torn\.jpg is damaged/, 'Select Image...');
    await quickPick.pick('castle.png');
    await page.getByText('Copied').waitFor();
    assert.match(await stage.window.clipboard(), /^a wide 800 by 600/);
  });

  it('about a picture that was deleted in the meantime says so', async () => {
    await serve('/keyless');
    const { explorer, editor, palette, notifications } = stage.window;
    await explorer.open('notes.md');
    await editor.placeCursor(14, 5);
    // Its preview would close itself, sooner or later.
    rmSync(join(stage.workspace, 'sub folder/forest.jpg'));
    await palette.run('Image to Prompt: Generate Prompt');
    await notifications.shown(/forest\.jpg no longer exists/);
  });

  it('in the address leads to its setting', async () => {
    await stage.window.set({ 'img2prompt.baseUrl': 'http://images.example' });
    await generate();
    await stage.window.notifications.click(/The address of images\.example uses HTTP/, 'Open Settings');
    await stage.window.page.getByText('Img2prompt: Base Url').first().waitFor();
  });
});

describe('A slow answer', () => {
  const stage = useWindow({ servicePath: '/fault/slow-6000/keyless' });

  it('shows its progress after half a second, lets the user write, and leaves no trace when it is cancelled', async () => {
    const { explorer, editor, notifications, page } = stage.window;
    await explorer.open('ideas.txt');
    await editor.placeCursor(1, 1);
    const before = await editor.text();
    await editor.placeCursor(1, 1);
    const clickedAtMs = Date.now();
    await explorer.rightClick('castle.png', 'Generate Prompt');
    await notifications.shown('Generating prompt for castle.png');
    assert.ok(Date.now() - clickedAtMs >= 500);
    await stage.window.screenshot('out/screenshots/progress.png');
    await editor.type('written meanwhile ');
    await notifications.click('Generating prompt for castle.png', 'Cancel');
    await page.waitForTimeout(7000);
    assert.equal(await editor.text(), `written meanwhile ${before}`);
    assert.deepEqual(await notifications.visible(), []);
    assert.equal(stage.server.requests.at(-1)?.closedByClient, true);
  });

  it('goes in where it was asked for', async () => {
    const { explorer, editor, page } = stage.window;
    await editor.placeCursor(1, 1);
    await explorer.rightClick('castle.png', 'Generate Prompt');
    await page.waitForTimeout(1000);
    await editor.type('and more ');
    await page.getByText('a wide 800 by 600').first().waitFor();
    assert.match(await editor.text(), /^a wide 800 by 600 .*and more written meanwhile /);
  });
});
