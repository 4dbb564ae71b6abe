import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { checkout } from '../window/checkout.ts';
import { useWindow } from './useWindow.ts';

describe('An agent that asks for the prompt of a picture', () => {
  const stage = useWindow({
    servicePath: '/keyless',
    otherExtension: join(checkout, 'test/host/otherExtension'),
  });

  it('gets nothing, and nothing is sent, when the user declines', async () => {
    const { palette, dialog, notifications } = stage.window;
    await palette.run('Test: Describe castle.png');
    const text = await dialog.text();
    assert.match(text, /Send castle\.png to 127\.0\.0\.1:\d+ to generate its prompt\?/);
    await stage.window.screenshot('out/screenshots/agentTool.png');
    await dialog.click('Cancel');
    await notifications.shown('The agent got: refused: Canceled');
    assert.equal(stage.server.requests.length, 0);
  });

  it('gets it when the user confirms which picture goes to which host', async () => {
    const { palette, dialog, notifications } = stage.window;
    await palette.run('Test: Describe castle.png');
    await dialog.click('Yes');
    await notifications.shown(/The agent got: a wide 800 by 600 picture/);
  });
});
