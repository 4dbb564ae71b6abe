import assert from 'node:assert/strict';
import { commands, FileType, Uri, window, workspace } from 'vscode';
import { castle, newDocument, sample, set, until, useServer } from './scene.ts';
import { useStandIns } from './standIns.ts';

const text = async (uri: Uri) => new TextDecoder().decode(await workspace.fs.readFile(uri));
const write = (uri: Uri, content: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(content));

async function namesIn(folder: Uri): Promise<string[]> {
  return (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
}

describe('Captions', () => {
  const server = useServer();
  const { shown, answers } = useStandIns('sk_unused');
  let folder: Uri;

  beforeEach(async () => {
    folder = sample(`captions ${Date.now()}`);
    await workspace.fs.createDirectory(folder);
    answers.push('Caption');
  });
  afterEach(async () => {
    await workspace.fs.delete(folder, { recursive: true });
    for (const name of [
      'caption.existing',
      'caption.extension',
      'prefix',
      'embeddedPrompt',
      'batch.includeSubfolders',
    ]) {
      await set(name, undefined);
    }
  });

  const put = async (from: string, to: string) => {
    const uri = Uri.joinPath(folder, to);
    await workspace.fs.copy(sample(from), uri);
    return uri;
  };
  const captionFolder = () => commands.executeCommand('img2prompt.captionImages', folder, [folder]);
  const sentences = () => shown.messages.map(({ sentence }) => sentence);

  it('of a folder are files beside its pictures, of one line each, once the plan was confirmed', async () => {
    await put('castle.png', 'my.castle.v2.png');
    await put('lighthouse.jpg', 'sub/light house #3.jpg');
    await captionFolder();
    assert.match(sentences()[0] ?? '', /^Caption pictures: 2\?$/);
    assert.deepEqual(sentences().slice(1), ['Captions written: 2.']);
    const caption = await text(Uri.joinPath(folder, 'my.castle.v2.txt'));
    assert.match(caption, castle);
    assert.match(caption, /^[^\n]+\n$/);
    assert.match(await text(Uri.joinPath(folder, 'sub/light house #3.txt')), /1200 by 800/);
    assert.deepEqual(await namesIn(folder), ['my.castle.v2.png', 'my.castle.v2.txt', 'sub']);
  });

  it('are not asked for where the plan is declined', async () => {
    await put('castle.png', 'castle.png');
    const before = server.requests.length;
    answers[0] = 'Cancel';
    await captionFolder();
    assert.equal(server.requests.length, before);
    assert.deepEqual(await namesIn(folder), ['castle.png']);
  });
});
