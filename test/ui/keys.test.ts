import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { filesUnder, filesWith, tracesOfKey } from '../traces.ts';
import { useWindow } from './useWindow.ts';

describe('The API key', () => {
  const stage = useWindow();
  const prompts = () => stage.server.requests.filter(({ answeredStatus }) => answeredStatus === 200);
  const generate = () =>
    stage.window.explorer.rightClick('castle.png', 'Image to Prompt', 'Open Prompt in New Document');
  /** Has the next prompt come from the service: the picture has one already. */
  const forgetAnswers = async () => {
    await stage.window.palette.run('Image to Prompt: Clear Cache...');
    await stage.window.dialog.click('Clear');
    await stage.window.notifications.shown('Cache cleared.');
  };
  const promptShown = () => stage.window.page.getByText('a wide 800 by 600').first().waitFor();
  const closePrompt = () => stage.window.palette.run('View: Revert and Close Editor');

  it('that nobody enters leaves no trace', async () => {
    const { inputBox, notifications, editor, page } = stage.window;
    await generate();
    await inputBox.shown();
    await inputBox.cancel();
    await page.waitForTimeout(2000); // by then progress that had come up is gone
    assert.deepEqual(await notifications.visible(), []);
    assert.equal(await editor.isShown(), false);
    assert.equal(prompts().length, 0);
  });

  it('that cannot be one is not sent', async () => {
    const { inputBox } = stage.window;
    await generate();
    for (const typed of ['   ', 'sk_with space', 'sk_ключ']) {
      await inputBox.type(typed);
      await stage.window.page.getByText('are sent to').waitFor();
      const before = stage.server.requests.length;
      await inputBox.accept();
      await stage.window.page.getByText('An API key can contain only').waitFor();
      assert.equal(stage.server.requests.length, before);
    }
    await inputBox.cancel();
  });

  it('that is refused can be mended where it was typed, and the command goes on', async () => {
    const { inputBox, page } = stage.window;
    await generate();
    await inputBox.type('sk_refused_by_the_service');
    await inputBox.accept();
    await page.getByText('rejected this API key').waitFor();
    await stage.window.screenshot('out/screenshots/refusedKey.png');
    assert.equal(prompts().length, 0);
    await inputBox.type(' "Bearer sk_once_pasted_with_more" ');
    await inputBox.accept();
    await promptShown();
    assert.equal(stage.server.requests.at(-1)?.headers.authorization, 'Bearer sk_once_pasted_with_more');
    await closePrompt();
  });

  it('that was revoked is asked for anew, and the command goes on', async () => {
    const { inputBox } = stage.window;
    await forgetAnswers();
    await generate();
    await stage.window.page.getByText('rejected the current API key').waitFor();
    await inputBox.type('sk_another');
    await inputBox.accept();
    await promptShown();
    assert.equal(stage.server.requests.at(-1)?.headers.authorization, 'Bearer sk_another');
    await closePrompt();
  });

  it('is removed, and asked for again', async () => {
    const { palette, notifications, inputBox } = stage.window;
    await palette.run('Image to Prompt: Remove API Key...');
    const { host } = new URL(stage.server.url);
    await notifications.shown(`The API key for ${host} was removed.`);
    await forgetAnswers();
    await generate();
    await inputBox.shown();
    await inputBox.cancel();
  });

  it('is set by its command, which checks it', async () => {
    const { palette, notifications, inputBox } = stage.window;
    await palette.run('Image to Prompt: Set API Key...');
    await inputBox.type('sk_set_by_its_command');
    await inputBox.accept();
    const { host } = new URL(stage.server.url);
    await notifications.shown(`The API key for ${host} was set.`);
    assert.equal(stage.server.requests.at(-1)?.imageBytes, undefined);
    await forgetAnswers();
    await generate();
    await promptShown();
  });

  it('is in no file of the window, nor of the workspace', () => {
    const files = [join(stage.window.dataFolder, 'data'), stage.workspace].flatMap(filesUnder);
    assert.ok(files.some((file) => file.endsWith('settings.json')));
    const typed = [
      'sk_refused_by_the_service',
      'sk_once_pasted_with_more',
      'sk_another',
      'sk_set_by_its_command',
    ];
    assert.deepEqual(filesWith(typed.flatMap(tracesOfKey), files), []);
  });
});
