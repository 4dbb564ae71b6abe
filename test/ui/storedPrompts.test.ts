import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

const stored = 'a watchtower on a hill at dusk, (masterpiece:1.2), <lora:lowkey:0.6>';

describe('A picture that holds the prompt it was made with', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  const choose = (action: string) =>
    stage.window.explorer.rightClick('watchtower.png', 'Image to Prompt', action);
  const copied = async () => {
    await stage.window.page.getByText('Copied').waitFor();
    const text = await stage.window.clipboard();
    await stage.window.page.getByText('Copied').waitFor({ state: 'hidden' });
    return text;
  };

  it('gives that, for free, when the user chooses so', async () => {
    await choose('Copy Prompt');
    await stage.window.page.getByText('watchtower.png contains the prompt it was made with').waitFor();
    await stage.window.screenshot('out/screenshots/storedPrompt.png');
    await stage.window.quickPick.pick('Use Stored Prompt');
    assert.equal(await copied(), stored);
    assert.equal(stage.server.requests.length, 0);
  });

  it('is described all the same when the user chooses so', async () => {
    await choose('Copy Prompt');
    await stage.window.quickPick.pick('Generate New Prompt');
    assert.match(await copied(), /^a wide 640 by 480 picture/);
  });

  it('gives it without a question from then on when the user chooses that for always', async () => {
    await choose('Copy Prompt');
    await stage.window.quickPick.pick('Always Use Stored Prompts');
    assert.equal(await copied(), stored);
    const before = stage.server.requests.length;
    await choose('Copy Prompt');
    assert.equal(await copied(), stored);
    assert.equal(stage.server.requests.length, before);
  });

  it('has its parts copied', async () => {
    await choose('Show Prompt Stored in Image');
    await stage.window.page.getByText('Prompt stored in watchtower.png (Automatic1111)').waitFor();
    await stage.window.screenshot('out/screenshots/storedPromptActions.png');
    await stage.window.quickPick.pick('Copy Negative Prompt');
    assert.equal(await copied(), 'blurry, text');
  });

  it('without one says so', async () => {
    const { explorer, notifications } = stage.window;
    await explorer.rightClick('castle.png', 'Image to Prompt', 'Show Prompt Stored in Image');
    await notifications.shown('No stored prompt found in castle.png.');
  });

  it('shows all that belongs to it', async () => {
    await choose('Show Prompt Stored in Image');
    await stage.window.quickPick.pick('Open All in New Document');
    const text = await stage.window.editor.text();
    assert.match(text, /^watchtower\.png \(Automatic1111\)\n\nPrompt\n\na watchtower/);
    assert.match(text, /Generation settings\n\nSteps: 28\nSampler: Euler a\n/);
  });
});
