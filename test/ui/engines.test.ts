import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

const generate = 'Generate Prompt';

describe('The first command', () => {
  const stage = useWindow({ servicePath: '', settings: { 'img2prompt.baseUrl': undefined } });

  it('offers the ways to prompts side by side, and nothing happens when none is wanted', async () => {
    const { explorer, quickPick } = stage.window;
    await explorer.rightClick('castle.png', generate);
    assert.equal(await quickPick.title(), 'Where should prompts come from?');
    assert.deepEqual(await quickPick.items(), [
      'Novita AI',
      'Vision Model of Novita AI',
      'Ollama',
      'LM Studio',
      'OpenRouter',
      'OpenAI',
      'A Server of Your Own...',
    ]);
    await stage.window.screenshot('out/screenshots/firstChoice.png');
    await quickPick.cancel();
    assert.equal(await stage.window.editor.isShown(), false);
  });

  it('goes on with a server of the user, whose model it lets them choose', async () => {
    const { explorer, quickPick, inputBox, editor, page } = stage.window;
    await explorer.rightClick('castle.png', generate);
    await quickPick.pick('A Server of Your Own...');
    await page.getByText('Address of the Server').waitFor();
    await inputBox.type('ftp://nowhere');
    await page.getByText('is not the address of a service').waitFor();
    await inputBox.type(`${stage.server.url}/keyless/openai/v1/`);
    await inputBox.accept();
    await page.getByText('should describe pictures?').waitFor();
    const [model = ''] = await quickPick.items();
    await quickPick.pick(model);
    await page.getByText('800 by 600').first().waitFor();
    assert.match(await editor.text(), /800 by 600/);
    assert.equal(stage.server.requests.at(-1)?.model, model);
  });

  it('is the only one to ask', async () => {
    const { explorer, quickPick, page } = stage.window;
    const before = stage.server.requests.length;
    await explorer.rightClick('lighthouse.jpg', 'Image to Prompt', 'Open Prompt in New Document');
    await page.getByText('1200 by 800').first().waitFor();
    assert.equal(await quickPick.isShown(), false);
    assert.equal(stage.server.requests.length, before + 1);
  });
});

describe('A service that has retired Image to Prompt', () => {
  const stage = useWindow({ servicePath: '/fault/retired/keyless' });

  it('has its vision model describe pictures, and the user is told once', async () => {
    const { window, server } = stage;
    const base = `${server.url}/fault/retired/keyless`;
    await window.set({ 'img2prompt.baseUrl': base, 'img2prompt.vision.baseUrl': `${base}/openai/v1` });
    await window.explorer.rightClick('castle.png', generate);
    await window.page.getByText('should describe pictures?').waitFor();
    const [model = ''] = await window.quickPick.items();
    await window.quickPick.pick(model);
    await window.notifications.shown(
      /no longer offers Image to Prompt\. Its model .* describes your pictures/,
    );
    assert.match(await window.editor.text(), /800 by 600/);
    await window.screenshot('out/screenshots/retired.png');
  });

  it('is not asked for Image to Prompt again', async () => {
    const { window, server } = stage;
    const before = server.requests.length;
    await window.explorer.rightClick('lighthouse.jpg', 'Image to Prompt', 'Copy Prompt');
    await window.page.getByText('Copied').waitFor();
    assert.deepEqual(
      server.requests.slice(before).map(({ path }) => path),
      ['/fault/retired/keyless/openai/v1/chat/completions'],
    );
  });

  it('gets no picture sent to another host', async () => {
    const { window, server } = stage;
    const base = `${server.url}/fault/retired-410/keyless`;
    await window.set({ 'img2prompt.baseUrl': base }); // the vision model's address is Novita AI's
    await window.explorer.rightClick('castle.png', generate);
    await window.notifications.shown(/no longer offers Image to Prompt\. Select another engine/);
    const [error] = (await window.notifications.visible()).filter(({ severity }) => severity === 'error');
    assert.deepEqual(error?.buttons, ['Select Engine']);
  });
});

describe('Check Connection', () => {
  const stage = useWindow();

  it('says what works, and sends no picture', async () => {
    const { window, server } = stage;
    await window.set({
      'img2prompt.baseUrl': server.url,
      'img2prompt.vision.baseUrl': `${server.url}/openai/v1`,
    });
    await window.palette.run('Image to Prompt: Set API Key...');
    await window.inputBox.type('sk_good');
    await window.inputBox.accept();
    await window.notifications.shown('is set.');
    await window.palette.run('Image to Prompt: Check Connection');
    const text = await window.dialog.text();
    await window.screenshot('out/screenshots/connection.png');
    assert.match(text, /answers\./);
    assert.match(text, /API key: not refused\./);
    assert.match(text, /Balance: \d+\.\d\d USD/);
    assert.match(text, /Models that take images: [1-9]/);
    assert.ok(server.requests.every(({ imageBytes }) => imageBytes === undefined));
  });
});
