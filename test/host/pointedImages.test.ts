import assert from 'node:assert/strict';
import { commands, Selection, Uri, window, workspace } from 'vscode';
import { OneFile } from './oneFile.ts';
import { castle, newDocument, sample, settled, until, useServer } from './scene.ts';

describe('The image that a command is about', () => {
  const server = useServer();
  const open = (...args: unknown[]) => commands.executeCommand('img2prompt.openInNewDocument', ...args);

  const odd = ['harbour at dusk #3.png', '画像.png', 'sub folder/forest.jpg'];
  for (const path of odd) {
    it(`may be called "${path}"`, async () => {
      await open(sample(path));
      const { imageBytes = [] } = server.requests.at(-1) ?? {};
      assert.deepEqual(Buffer.from(imageBytes), Buffer.from(await workspace.fs.readFile(sample(path))));
    });
  }

  it('is the one in the active tab', async () => {
    await commands.executeCommand('vscode.open', sample('castle.png'));
    await until(
      () => window.tabGroups.activeTabGroup.activeTab?.label === 'castle.png',
      'the preview is open',
    );
    await open();
    assert.match(newDocument().getText(), castle);
  });

  it('is the one in the active tab when the context menu of the preview passes no Uri', async () => {
    await commands.executeCommand('vscode.open', sample('castle.png'));
    await until(
      () => window.tabGroups.activeTabGroup.activeTab?.label === 'castle.png',
      'the preview is open',
    );
    await open({ webview: 'some-id' });
    assert.match(newDocument().getText(), castle);
  });

  const links: [line: number, image: string][] = [
    [10, 'castle.png'],
    [14, 'sub folder/forest.jpg'],
  ];
  for (const [line, image] of links) {
    it(`is ${image}, whose link is under the cursor`, async () => {
      const editor = await window.showTextDocument(sample('notes.md'));
      assert.match(editor.document.lineAt(line - 1).text, /!\[\]/);
      editor.selection = new Selection(line - 1, 3, line - 1, 3);
      await settled();
      await open();
      const { imageBytes = [] } = server.requests.at(-1) ?? {};
      assert.deepEqual(Buffer.from(imageBytes), Buffer.from(await workspace.fs.readFile(sample(image))));
    });
  }

  it('is the one in the data: URI under the cursor', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>';
    const base64 = Buffer.from(svg).toString('base64');
    const content = `![](data:image/svg+xml;base64,${base64})`;
    const document = await workspace.openTextDocument({ content, language: 'markdown' });
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 3, 0, 3);
    await settled();
    await open();
    assert.match(newDocument().getText(), /^a wide 1536 by 768 picture/);
  });

  it('is scaled to what the service takes', async () => {
    await open(sample('panorama.png'));
    assert.match(newDocument().getText(), /^a wide 2048 by 945 picture/);
  });

  it('is read from any file system that VS Code knows', async () => {
    const bytes = await workspace.fs.readFile(sample('castle.png'));
    const registration = workspace.registerFileSystemProvider('memory', new OneFile(bytes, false));
    await open(Uri.parse('memory:/some where/castle.png'));
    assert.match(newDocument().getText(), castle);
    registration.dispose();
  });
});
