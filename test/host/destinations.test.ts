import assert from 'node:assert/strict';
import { commands, env, languages, window } from 'vscode';
import { castle, newDocument, openMarked, sample, set, useServer } from './scene.ts';

const generate = (...images: string[]) =>
  commands.executeCommand('img2prompt.generate', sample(images[0] ?? ''), images.map(sample));

describe('Generate Prompt', () => {
  useServer();

  for (const language of ['markdown', 'plaintext', 'prompt', 'instructions', 'chatagent']) {
    it(`goes to the cursor of ${language}`, async function () {
      if (!(await languages.getLanguages()).includes(language)) this.skip(); // younger than this VS Code
      const { document } = await openMarked('|', language);
      assert.equal(document.languageId, language);
      await generate('castle.png');
      assert.match(document.getText(), castle);
    });
  }

  it('goes to a new document where the editor holds code', async () => {
    const { document } = await openMarked('const a = |1;', 'javascript');
    await generate('castle.png');
    assert.equal(document.getText(), 'const a = 1;');
    assert.match(newDocument(document).getText(), castle);
  });

  it('goes to a new document of plain text when nothing is open', async () => {
    await generate('castle.png');
    assert.match(newDocument().getText(), castle);
    assert.equal(newDocument().languageId, 'plaintext');
  });

  const settings: [destination: string, where: string][] = [
    ['cursor', 'goes to the cursor in code when the user set that'],
    ['newDocument', 'goes to a new document beside prose when the user set that'],
  ];
  for (const [destination, behaviour] of settings) {
    it(behaviour, async () => {
      await set('destination', destination);
      const { document } = await openMarked('|', destination === 'cursor' ? 'javascript' : 'markdown');
      await generate('castle.png');
      if (destination === 'cursor') assert.match(document.getText(), castle);
      else assert.match(newDocument(document).getText(), castle);
    });
  }

  it('goes to the clipboard when the user set that', async () => {
    await set('destination', 'clipboard');
    await generate('castle.png');
    assert.match(await env.clipboard.readText(), castle);
    assert.equal(window.activeTextEditor, undefined);
  });

  it('takes a destination that nobody knows for the default', async () => {
    await set('destination', 'moon');
    await generate('castle.png');
    assert.match(newDocument().getText(), castle);
  });

  it('drops repeated modifiers, unless the user wants them', async () => {
    const repeated = (text: string) => {
      const modifiers = text.trim().split(', ');
      return modifiers.length - new Set(modifiers).size;
    };
    await generate('castle.png');
    assert.equal(repeated(newDocument().getText()), 0);
    await set('tidy', false);
    await commands.executeCommand('img2prompt.copyToClipboard', sample('castle.png'));
    assert.ok(repeated(await env.clipboard.readText()) > 0);
    await set('tidy', undefined);
  });

  it('opens a new document in the language that the user set', async () => {
    await set('newDocument.language', 'json');
    await generate('castle.png');
    assert.equal(newDocument().languageId, 'json');
    await set('newDocument.language', undefined);
  });

  it('keeps the prompt when the language that the user set does not exist', async () => {
    await set('newDocument.language', 'no such language');
    await generate('castle.png');
    assert.match(newDocument().getText(), castle);
    await set('newDocument.language', undefined);
  });
});

describe('Several images', () => {
  const server = useServer();

  it('become one document, in the order of the selection', async () => {
    await generate('lighthouse.jpg', 'castle.png');
    const text = newDocument().getText();
    assert.equal(newDocument().languageId, 'markdown');
    assert.match(text, /^## lighthouse\.jpg\n\na [^\n]+\n\n## castle\.png\n\na wide 800 by 600 [^\n]+\n$/);
  });

  it('become one line each at the cursor', async () => {
    const { document } = await openMarked('start\n|\nend');
    await commands.executeCommand('img2prompt.insertAtCursor', sample('castle.png'), [
      sample('castle.png'),
      sample('lighthouse.jpg'),
    ]);
    assert.match(document.getText(), /^start\na wide 800 by 600[^\n]+\na [^\n]+\nend$/);
  });

  it('become one text on the clipboard', async () => {
    await commands.executeCommand('img2prompt.copyToClipboard', sample('castle.png'), [
      sample('castle.png'),
      sample('lighthouse.jpg'),
    ]);
    assert.equal((await env.clipboard.readText()).split('\n').length, 2);
  });

  it('are in a document, too, when only some could be copied', async () => {
    await commands.executeCommand('img2prompt.copyToClipboard', sample('castle.png'), [
      sample('castle.png'),
      sample('gone.png'),
    ]);
    assert.match(await env.clipboard.readText(), castle);
    assert.match(newDocument().getText(), /## castle\.png[\s\S]*gone\.png: .* no longer exists/);
  });

  it('are asked for once each, though they are selected twice', async () => {
    const before = server.requests.length;
    await generate('castle.png', 'castle.png');
    assert.equal(server.requests.length, before + 1);
  });

  it('list last what failed and keep the rest', async () => {
    await generate('not-an-image.png', 'castle.png', 'torn.jpg', 'gone.png');
    const text = newDocument().getText();
    assert.match(text, /^## castle\.png\n\na wide 800 by 600/);
    const [, failed = ''] = text.split('## Images without a prompt\n\n');
    assert.match(failed, /not-an-image\.png: .* isn't an image/);
    assert.match(failed, /torn\.jpg: .* is damaged or incomplete/);
    assert.match(failed, /gone\.png: .* no longer exists/);
  });
});
