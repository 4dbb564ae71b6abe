import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { castle, newDocument, sample, set, useServer } from './scene.ts';

describe('The prompt that a picture was made with', () => {
  const server = useServer();
  const open = (...images: string[]) => {
    const uris = images.map(sample);
    return commands.executeCommand('img2prompt.openInNewDocument', uris[0], uris);
  };
  const stored = 'a watchtower on a hill at dusk, (masterpiece:1.2), <lora:lowkey:0.6>';

  afterEach(() => set('embeddedPrompt', undefined));

  it('is used as it is and nothing is sent, where the setting prefers it', async () => {
    await set('embeddedPrompt', 'prefer');
    const before = server.requests.length;
    await open('watchtower.png');
    assert.equal(newDocument().getText(), `${stored}\n`);
    assert.equal(server.requests.length, before);
  });

  it('is passed by where the setting ignores it', async () => {
    await set('embeddedPrompt', 'ignore');
    await open('watchtower.png');
    assert.match(newDocument().getText(), /^a wide 640 by 480 picture/);
  });

  it('stands among those of other pictures in the order of the selection', async () => {
    await set('embeddedPrompt', 'prefer');
    await open('castle.png', 'watchtower.png', 'lighthouse.jpg');
    const [, first = '', second = '', third = ''] = newDocument()
      .getText()
      .split(/^## .*\n\n/m);
    assert.match(first, castle);
    assert.equal(second.trim(), stored);
    assert.match(third, /^a wide 1200 by 800/);
  });
});
