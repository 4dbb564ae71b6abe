import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, env, workspace } from 'vscode';
import { newDocument, openMarked, sample, set, useServer } from './scene.ts';

describe('What goes around a prompt', () => {
  useServer();
  const castleIs = 'a wide 800 by 600 picture';
  const insert = () => commands.executeCommand('img2prompt.insertAtCursor', sample('castle.png'));

  afterEach(async () => {
    for (const name of ['template', 'prefix', 'suffix', 'excludeWords']) await set(name, undefined);
  });

  it('is the prefix and the suffix, and excluded words are left out', async () => {
    await set('prefix', 'ohwx style');
    await set('suffix', '8k');
    await set('excludeWords', ['highly detailed', 'oil_on_canvas']);
    const { document } = await openMarked('|');
    await insert();
    const text = document.getText();
    assert.match(text, new RegExp(`^ohwx style, ${castleIs}.*, 8k$`));
    assert.doesNotMatch(text, /highly detailed|oil on canvas/);
  });

  it('is the template, of several lines too, with what it tells of the picture', async () => {
    await set('template', '${prompt}\n\n![](${imagePath}) ${imageName} ${engine} ${unknown}');
    const { document } = await openMarked('|');
    await insert();
    const [first = '', second, third] = document.getText().split('\n');
    assert.match(first, new RegExp(`^${castleIs}`));
    assert.equal(second, '');
    assert.equal(third, '![](castle.png) castle.png auto ${unknown}');
  });

  it('may differ from language to language', async () => {
    const configuration = workspace.getConfiguration('img2prompt', { languageId: 'markdown' });
    await configuration.update('template', '> ${prompt}', ConfigurationTarget.Global, true);
    const { document } = await openMarked('|');
    await insert();
    await commands.executeCommand('img2prompt.openInNewDocument', sample('castle.png'));
    await configuration.update('template', undefined, ConfigurationTarget.Global, true);
    assert.match(document.getText(), new RegExp(`^> ${castleIs}`));
    assert.match(newDocument().getText(), new RegExp(`^${castleIs}`));
  });

  it('is in what is copied, too', async () => {
    await set('prefix', 'ohwx style');
    await commands.executeCommand('img2prompt.copyToClipboard', sample('castle.png'));
    assert.match(await env.clipboard.readText(), new RegExp(`^ohwx style, ${castleIs}`));
  });
});

describe('A prompt is written for its place', () => {
  const server = useServer();
  const insertHostile = async (marked: string, language: string) => {
    await server.serve('hostile-prompt');
    const { document } = await openMarked(marked, language);
    await commands.executeCommand('img2prompt.insertAtCursor', sample('castle.png'));
    return document.getText();
  };

  it('as it is in a body of Markdown', async () => {
    assert.ok((await insertHostile('|', 'markdown')).includes('${1:x} $TM_FILENAME $0 ${prompt} #file:'));
  });

  it('with its live syntax broken in a prompt file', async () => {
    const text = await insertHostile('|', 'prompt');
    assert.ok(text.includes('$ {1:x} $TM_FILENAME $0 $ {prompt} # file:secret.txt { {x}}'));
  });

  it('so that JSON reads it back from a string', async () => {
    const text = await insertHostile('{ "prompt": "|" }', 'json');
    const { prompt } = JSON.parse(text) as { prompt: string };
    assert.ok(prompt.includes('"quotes", \'more\', \\backslash'));
  });
});
