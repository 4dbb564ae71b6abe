import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { type ProxyServer, startProxyServer } from '../server/proxyServer.ts';
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
      'Novita AI Vision Model',
      'Ollama',
      'LM Studio',
      'OpenRouter',
      'OpenAI',
      'Your Own Server...',
    ]);
    await stage.window.screenshot('out/screenshots/firstChoice.png');
    await quickPick.cancel();
    assert.equal(await stage.window.editor.isShown(), false);
  });

  it('goes on with a server of the user, whose model it lets them choose', async () => {
    const { explorer, quickPick, inputBox, editor, page } = stage.window;
    await explorer.rightClick('castle.png', generate);
    await quickPick.pick('Your Own Server...');
    await page.getByText('Server Address').waitFor();
    await inputBox.type('ftp://nowhere');
    await page.getByText("isn't a valid service address").waitFor();
    await inputBox.type(`${stage.server.url}/keyless/openai/v1/`);
    await inputBox.accept();
    await page.getByText('should describe images?').waitFor();
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

  it('has its choice first among the ways from then on, and its address there to be changed', async () => {
    const { palette, quickPick, inputBox, page } = stage.window;
    await palette.run('Image to Prompt: Select Engine...');
    await page.getByText(/^127\.0\.0\.1:\d+ \(current\)$/).waitFor();
    const [first] = await quickPick.items();
    assert.equal(first, 'Your Own Server...');
    await stage.window.screenshot('out/screenshots/currentEngine.png');
    await quickPick.pick('Your Own Server...');
    await page.getByText('Server Address').waitFor();
    assert.equal(await inputBox.text(), `${stage.server.url}/keyless/openai/v1`);
    await inputBox.cancel();
  });
});

describe('A service that has retired Image to Prompt', () => {
  const stage = useWindow({ servicePath: '/fault/retired/keyless' });

  it('has its vision model describe pictures, and the user is told once', async () => {
    const { window, server } = stage;
    const base = `${server.url}/fault/retired/keyless`;
    await window.set({ 'img2prompt.baseUrl': base, 'img2prompt.vision.baseUrl': `${base}/openai/v1` });
    await window.explorer.rightClick('castle.png', generate);
    await window.page.getByText('should describe images?').waitFor();
    const [model = ''] = await window.quickPick.items();
    await window.quickPick.pick(model);
    await window.notifications.shown(
      /no longer offers Image to Prompt\. From now on, its model .* generates your prompts/,
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

describe('A server of the private network that is reached by http', () => {
  const stage = useWindow();
  const host = '192.168.77.7:8080';
  /** Where such an address leads, on whatever network these tests run. */
  let proxy: ProxyServer;
  const copyPrompt = (image: string) =>
    stage.window.explorer.rightClick(image, 'Image to Prompt', 'Copy Prompt');

  before(async () => {
    proxy = await startProxyServer({ ports: { '192.168.77.7': Number(new URL(stage.server.url).port) } });
    await stage.window.set({ 'http.proxy': proxy.url, 'img2prompt.baseUrl': `http://${host}/keyless` });
  });
  after(() => proxy.close());

  it('gets nothing when the user does not want that', async () => {
    const { dialog, notifications, editor, page } = stage.window;
    await copyPrompt('castle.png');
    const text = await dialog.text();
    assert.match(text, new RegExp(`Send images to ${host} without encryption\\?`));
    assert.match(text, /Anyone on the same network can read your images and API key/);
    assert.deepEqual((await dialog.buttons()).toSorted(), ['Cancel', 'Send Anyway']);
    await stage.window.screenshot('out/screenshots/insecureAddress.png');
    await dialog.click('Cancel');
    await page.waitForTimeout(2000); // by then a request would have arrived
    assert.deepEqual(proxy.asked, []);
    assert.deepEqual(await notifications.visible(), []);
    assert.equal(await editor.isShown(), false);
  });

  it('gets the picture once the user has said so, and is not asked about again', async () => {
    const { dialog, page } = stage.window;
    await copyPrompt('castle.png');
    await dialog.click('Send Anyway');
    await page.getByText('Copied').waitFor();
    assert.match(await stage.window.clipboard(), /^a wide 800 by 600/);
    await page.getByText('Copied').waitFor({ state: 'hidden' });
    await copyPrompt('lighthouse.jpg');
    await page.getByText('Copied').waitFor();
    assert.match(await stage.window.clipboard(), /^a wide 1200 by 800/);
    assert.deepEqual(proxy.asked, Array(2).fill(`POST http://${host}/keyless/v3/img2prompt`));
  });

  it('is checked with the proxy named on the way to it', async () => {
    await stage.window.palette.run('Image to Prompt: Check Connection');
    const text = await stage.window.dialog.text();
    assert.ok(text.includes(`Route: through the proxy ${new URL(proxy.url).host}.`), text);
  });
});

describe('Select Engine', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  const pathAfterCopying = async (image: string) => {
    await stage.window.explorer.rightClick(image, 'Image to Prompt', 'Copy Prompt');
    await stage.window.page.getByText('Copied').waitFor();
    await stage.window.page.getByText('Copied').waitFor({ state: 'hidden' });
    return stage.server.requests.at(-1)?.path;
  };

  /** The box is gone before all that was entered is written down. */
  const settingsHold = async (text: string) => {
    const file = join(stage.window.dataFolder, 'data/User/settings.json');
    for (let tries = 0; tries < 50 && !readFileSync(file, 'utf8').includes(text); tries++)
      await setTimeout(100);
  };

  it('has pictures go to a vision model from then on', async () => {
    const { palette, quickPick, inputBox, page } = stage.window;
    await palette.run('Image to Prompt: Select Engine...');
    await quickPick.pick('Your Own Server...');
    await page.getByText('Server Address').waitFor();
    await inputBox.type(`${stage.server.url}/fault/one-vision-model/keyless/openai/v1`);
    await inputBox.accept();
    await inputBox.hidden();
    await settingsHold('"img2prompt.engine": "vision"');
    assert.equal(
      await pathAfterCopying('castle.png'),
      '/fault/one-vision-model/keyless/openai/v1/chat/completions',
    );
  });

  it('has them go to the server of the settings again', async () => {
    const { palette, quickPick } = stage.window;
    await palette.run('Image to Prompt: Select Engine...');
    await quickPick.pick('Your Image to Prompt Server');
    await quickPick.hidden();
    assert.equal(await pathAfterCopying('lighthouse.jpg'), '/keyless/v3/img2prompt');
  });

  it('changes nothing when it is given up', async () => {
    const { palette, quickPick } = stage.window;
    await palette.run('Image to Prompt: Select Engine...');
    await quickPick.items();
    await quickPick.cancel();
    assert.equal(await pathAfterCopying('castle.png'), '/keyless/v3/img2prompt');
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
    await window.notifications.shown('was set.');
    await window.palette.run('Image to Prompt: Check Connection');
    const text = await window.dialog.text();
    await window.screenshot('out/screenshots/connection.png');
    assert.match(text, /responds\./);
    assert.match(text, /Route: direct, without a proxy\./);
    assert.match(text, /API key: not rejected\./);
    assert.match(text, /Balance: \d+\.\d\d USD/);
    assert.match(text, /Models that accept images: [1-9]/);
    assert.ok(server.requests.every(({ imageBytes }) => imageBytes === undefined));
  });
});
