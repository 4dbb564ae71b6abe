import assert from 'node:assert/strict';
import { commands, extensions, workspace } from 'vscode';
import { newDocument, sample, until, useServer } from './scene.ts';

const hostDispatcher = () => Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
const extension = extensions.getExtension('img2prompt.img2prompt');

// The first of the host tests: the others find the extension active.
describe('Activation', () => {
  const server = useServer();
  const before = hostDispatcher();

  it('finds a dispatcher in the slot, as every VS Code has one', () => {
    assert.ok(before);
  });

  it('comes with the window, and loads nothing of what the commands do', async () => {
    await until(() => extension?.isActive === true, 'it is active');
    const loaded = Object.keys(require.cache).filter((path) =>
      path.startsWith(`${extension?.extensionPath}/dist/`),
    );
    assert.deepEqual(
      loaded.map((path) => path.slice(path.lastIndexOf('/') + 1)),
      ['extension.cjs'],
    );
  });

  it("leaves the dispatcher of every extension's fetch in its place", async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert.equal(hostDispatcher(), before);
  });

  it('registers the commands that the manifest declares, and no other', async () => {
    const declared = extension?.packageJSON.contributes.commands.map(
      ({ command }: { command: string }) => command,
    );
    // VS Code itself has some for each view, such as the one that gives it the focus.
    const registered = (await commands.getCommands(true)).filter(
      (id) => id.startsWith('img2prompt.') && !id.startsWith('img2prompt.history.'),
    );
    assert.deepEqual(registered.sort(), declared.sort());
  });

  it('leaves the dispatcher in its place after a request, too', async () => {
    await commands.executeCommand('img2prompt.openInNewDocument', sample('castle.png'));
    assert.match(newDocument().getText(), /800 by 600/);
    assert.equal(server.requests.length, 1);
    assert.equal(hostDispatcher(), before);
  });
});

describe('The settings', () => {
  for (const setting of ['baseUrl', 'requestTimeoutSeconds']) {
    it(`let no workspace set ${setting}`, async () => {
      await assert.rejects(
        async () => workspace.getConfiguration('img2prompt').update(setting, 'https://evil.example', false),
        /only into User settings/,
      );
    });
  }
});
