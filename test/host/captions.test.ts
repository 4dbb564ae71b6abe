import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { commands, type DocumentLink, Uri, window, workspace } from 'vscode';
import { MemoryFiles } from './memoryFiles.ts';
import { castle, lighthouse, newDocument, sample, set, settled, until, useServer } from './scene.ts';
import { useStandIns } from './standIns.ts';

const text = async (uri: Uri) => new TextDecoder().decode(await workspace.fs.readFile(uri));
const write = (uri: Uri, content: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(content));

async function namesIn(folder: Uri): Promise<string[]> {
  return (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
}

describe('Captions', () => {
  const server = useServer();
  const { shown, clicks } = useStandIns('sk_unused');
  let folder: Uri;

  beforeEach(async () => {
    folder = sample(`captions ${Date.now()}`);
    await workspace.fs.createDirectory(folder);
    clicks.push('Caption');
  });
  afterEach(async () => {
    await workspace.fs.delete(folder, { recursive: true });
    await set('cache.maxEntries', 0);
    for (const name of ['existing', 'extension']) await set(`caption.${name}`, undefined);
    for (const name of ['includeSubfolders', 'respectGitignore']) await set(`batch.${name}`, undefined);
    for (const name of ['prefix', 'suffix', 'embeddedPrompt', 'destination']) await set(name, undefined);
  });

  const put = async (from: string, to: string) => {
    const uri = Uri.joinPath(folder, to);
    await workspace.fs.copy(sample(from), uri);
    return uri;
  };
  /** Pictures that look alike, each another file: a byte behind the end is nobody's. */
  const putSeveral = async (count: number) => {
    const bytes = await workspace.fs.readFile(sample('castle.png'));
    for (let number = 0; number < count; number++) {
      const uri = Uri.joinPath(folder, `${number}.png`);
      await workspace.fs.writeFile(uri, Buffer.concat([bytes, Buffer.from([number])]));
    }
  };
  const run = (command: string, ...parameters: unknown[]) =>
    commands.executeCommand(`img2prompt.${command}`, ...parameters);
  const captionFolder = () => run('captionImages', folder, [folder]);
  const sentences = () => shown.messages.map(({ sentence }) => sentence);

  it('of a folder are files beside its pictures, of one line each, once the plan was confirmed', async () => {
    await put('castle.png', 'my.castle.v2.png');
    await put('lighthouse.jpg', 'sub/light house #3.jpg');
    await captionFolder();
    assert.deepEqual(sentences(), ['Caption these images? Total: 2', 'Captions written: 2.']);
    const caption = await text(Uri.joinPath(folder, 'my.castle.v2.txt'));
    assert.match(caption, castle);
    assert.match(caption, /^[^\n]+\n$/);
    assert.match(await text(Uri.joinPath(folder, 'sub/light house #3.txt')), lighthouse);
    assert.deepEqual(await namesIn(folder), ['my.castle.v2.png', 'my.castle.v2.txt', 'sub']);
  });

  it('are not asked for where the plan is declined', async () => {
    await put('castle.png', 'castle.png');
    const before = server.requests.length;
    clicks.length = 0;
    await captionFolder();
    assert.equal(server.requests.length, before);
    assert.deepEqual(await namesIn(folder), ['castle.png']);
  });

  it('say before they begin what is new, what is skipped and why, and where the pictures go', async () => {
    const [a, b] = [await put('castle.png', 'a.png'), await put('castle.png', 'b.png')];
    await put('lighthouse.jpg', 'b.jpg');
    await put('watchtower.png', 'own.png');
    await put('not-an-image.png', 'words.png');
    await put('castle.png', 'a-masklabel.png');
    await write(Uri.joinPath(folder, 'a.txt'), 'a castle of mine');
    await write(Uri.joinPath(folder, 'b.txt'), ' \n');
    clicks[0] = 'Use Stored Prompts';
    await captionFolder();
    const [question] = shown.messages;
    assert.equal(question?.sentence, 'Caption these images? Total: 2');
    assert.equal(
      question?.detail?.replace(/\d+\.\d+\.\d+\.\d+:\d+/, 'HOST'),
      '1 new, 1 with a stored prompt, 1 already captioned (skipped), 1 unsupported, ' +
        "1 sharing another image's caption file (skipped)\n" +
        'Calls to HOST: at most 2. Cached answers are reused.',
    );
    assert.deepEqual(question?.buttons, ['Use Stored Prompts (Calls: 1)', 'Generate All Prompts (Calls: 2)']);
    assert.equal(await text(Uri.joinPath(folder, 'a.txt')), 'a castle of mine');
    assert.match(await text(Uri.joinPath(folder, 'own.txt')), /^a watchtower on a hill/);
    assert.match(await text(Uri.joinPath(folder, 'b.txt')), lighthouse);
    assert.ok(a && b);
  });

  it('leave out what the settings exclude, and what .gitignore ignores where that is wanted', async () => {
    for (const name of ['a.png', '.git/b.png', 'cache/c.png', 'deep/keep.png', 'deep/drop.png']) {
      await put('castle.png', name);
    }
    await write(Uri.joinPath(folder, '.gitignore'), 'cache/\n');
    await write(Uri.joinPath(folder, 'deep/.gitignore'), 'drop.*\n');
    await set('batch.respectGitignore', true);
    await captionFolder();
    assert.deepEqual(await namesIn(Uri.joinPath(folder, 'deep')), [
      '.gitignore',
      'drop.png',
      'keep.png',
      'keep.txt',
    ]);
    assert.deepEqual(await namesIn(Uri.joinPath(folder, 'cache')), ['c.png']);
    assert.deepEqual(await namesIn(Uri.joinPath(folder, '.git')), ['b.png']);
    await set('batch.respectGitignore', false);
    await set('batch.includeSubfolders', false);
    await captionFolder();
    assert.deepEqual(await namesIn(Uri.joinPath(folder, 'cache')), ['c.png']);
  });

  it('are asked for once for the same picture under two names', async () => {
    await set('cache.maxEntries', 100);
    await put('castle.png', 'a.png');
    await put('castle.png', 'b.png');
    const before = server.requests.length;
    await captionFolder();
    assert.equal(server.requests.length, before + 1);
    assert.equal(await text(Uri.joinPath(folder, 'a.txt')), await text(Uri.joinPath(folder, 'b.txt')));
  });

  it('of a selection are those of its files and of its folders', async () => {
    const one = await put('castle.png', 'one.png');
    await put('castle.png', 'other.png');
    await put('lighthouse.jpg', 'sub/three.jpg');
    await run('captionImages', one, [one, Uri.joinPath(folder, 'sub')]);
    assert.deepEqual(await namesIn(folder), ['one.png', 'one.txt', 'other.png', 'sub']);
    assert.deepEqual(await namesIn(Uri.joinPath(folder, 'sub')), ['three.jpg', 'three.txt']);
  });

  it('begin with the trigger word, whatever becomes of a caption that is there', async () => {
    await set('prefix', 'ohwx');
    await set('caption.existing', 'append');
    await put('castle.png', 'castle.png');
    await write(Uri.joinPath(folder, 'castle.txt'), 'mine, sharp focus');
    await captionFolder();
    assert.match(
      await text(Uri.joinPath(folder, 'castle.txt')),
      /^ohwx, mine, sharp focus, a wide 800 by 600 picture/,
    );
  });

  it('are taken back by Undo: new ones are gone, others are what they were, and what was changed since stays', async () => {
    await set('caption.existing', 'overwrite');
    for (const name of ['new.png', 'old.png', 'changed.png']) await put('castle.png', name);
    await write(Uri.joinPath(folder, 'old.txt'), '\ufeffold,\r\n bytes\n');
    await captionFolder();
    assert.match(await text(Uri.joinPath(folder, 'old.txt')), castle);
    await write(Uri.joinPath(folder, 'changed.txt'), 'my own words');
    await run('undoLastBatch');
    assert.deepEqual(await namesIn(folder), ['changed.png', 'changed.txt', 'new.png', 'old.png', 'old.txt']);
    assert.equal(await text(Uri.joinPath(folder, 'old.txt')), '\ufeffold,\r\n bytes\n'.replace('\ufeff', ''));
    assert.equal(await text(Uri.joinPath(folder, 'changed.txt')), 'my own words');
    assert.match(
      sentences().at(-1) ?? '',
      /^Captions reverted: 2\. Kept because they were changed since: 1 \(.*changed\.txt\)\.$/,
    );
    await run('undoLastBatch');
    assert.equal(sentences().at(-1), 'No captions to undo.');
  });

  it('that failed are tried again alone, and listed with their reasons before', async () => {
    await put('castle.png', 'a.png');
    await put('torn.jpg', 'b.jpg');
    await server.serve('TASK_FAILED');
    await captionFolder();
    const failed = shown.messages.at(-1);
    assert.match(
      failed?.sentence ?? '',
      /^Captions written: 0\. Failed: 2\. First error: \S+ returned an error /,
    );
    assert.deepEqual(failed?.buttons, ['Retry Failed', 'Show Report']);
    await server.serve();
    await workspace.fs.copy(sample('lighthouse.jpg'), Uri.joinPath(folder, 'b.jpg'), { overwrite: true });
    const before = server.requests.length;
    await run('retryFailed');
    assert.equal(server.requests.length, before + 2);
    assert.deepEqual(await namesIn(folder), ['a.png', 'a.txt', 'b.jpg', 'b.txt']);
    await run('retryFailed');
    assert.equal(sentences().at(-1), 'No failed captions to retry.');
  });

  it('that were to be made anew are made anew when they are tried again', async () => {
    await set('cache.maxEntries', 100);
    const pictures = [await put('castle.png', 'a.png'), await put('lighthouse.jpg', 'b.jpg')];
    await set('destination', 'caption');
    await run('generate', pictures[0], pictures);
    await set('caption.existing', 'overwrite');
    await server.serve('TASK_FAILED');
    await run('regenerate', pictures[0], pictures);
    assert.match(sentences().at(-1) ?? '', /^Captions written: 0\. Failed: 2\./);
    await server.serve();
    const before = server.requests.length;
    await run('retryFailed');
    assert.equal(sentences().at(-1), 'Captions written: 2.');
    assert.equal(server.requests.length, before + 2);
  });

  it('are reported with links, what failed first', async () => {
    await put('castle.png', 'a.png');
    await put('torn.jpg', 'b.jpg');
    clicks.push('Show Report');
    await captionFolder();
    await until(
      () => window.activeTextEditor?.document.getText().startsWith('# Captions') === true,
      'the report is there',
    );
    const [told = ''] = sentences().slice(-1);
    assert.match(told, /^Captions written: 1\. Failed: 1\. First error: b\.jpg is damaged or incomplete\. /);
    const document = newDocument();
    const name = folder.path.slice(folder.path.lastIndexOf('/') + 1).replace(' ', '%20');
    assert.equal(
      document.getText(),
      `# Captions\n\n## Failed: 1\n\n- [b.jpg](${name}/b.jpg): b.jpg is damaged or incomplete. Open it in an image editor and ` +
        `save it again.\n\n## Captioned: 1\n\n- [a.png](${name}/a.png): [a.txt](${name}/a.txt)\n`,
    );
    let links: DocumentLink[] = [];
    // VS Code's own Markdown features may still be on their way.
    for (let tries = 0; tries < 100 && links.length === 0; tries++) {
      await settled();
      links = await commands.executeCommand('vscode.executeLinkProvider', document.uri, 9);
    }
    assert.ok(
      links.some(({ target }) => target?.path === Uri.joinPath(folder, 'a.txt').path),
      JSON.stringify(links),
    );
  });

  it('of the last run are exported, with those that it left as they were, for a trainer', async () => {
    await put('castle.png', 'a.png');
    await put('lighthouse.jpg', 'sub/b.jpg');
    await write(Uri.joinPath(folder, 'sub/b.txt'), 'a lighthouse, at night');
    await captionFolder();
    await run('exportCaptions');
    assert.equal(sentences().at(-1), 'Captions exported: 2.');
    const lines = (await text(Uri.joinPath(folder, 'meta.jsonl')))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines[1], {
      image_path: 'sub/b.jpg',
      caption: 'a lighthouse',
      tags: 'at night',
      image_size: [1200, 800],
    });
    assert.equal(lines[0].image_path, 'a.png');
    assert.deepEqual(lines[0].image_size, [800, 600]);
    assert.equal(`${lines[0].caption}, ${lines[0].tags}\n`, await text(Uri.joinPath(folder, 'a.txt')));
  });

  it('are exported in the place of an older export, with nothing else left beside it', async () => {
    await put('castle.png', 'a.png');
    const file = Uri.joinPath(folder, 'meta.jsonl');
    await write(file, `${'an older and longer export '.repeat(100)}\n`);
    await captionFolder();
    await run('exportCaptions');
    assert.equal(sentences().at(-1), 'Captions exported: 1.');
    assert.equal(JSON.parse(await text(file)).image_path, 'a.png');
    assert.deepEqual(await namesIn(folder), ['a.png', 'a.txt', 'meta.jsonl']);
  });

  for (const [fault, kind, requests] of [
    ['API_NOT_ALLOWED', /doesn't allow this/, 1],
    ['NOT_ENOUGH_BALANCE', /has no balance left/, 1],
    ['API_NOT_FOUND', /no longer offers Image to Prompt/, 1],
  ] as const) {
    it(`stop at once at ${fault}, with the work done kept and a way to go on`, async () => {
      await putSeveral(6);
      await server.serve(fault);
      const before = server.requests.length;
      await captionFolder();
      const told = shown.messages.at(-1);
      assert.match(told?.sentence ?? '', kind);
      assert.match(told?.sentence ?? '', /Captions written: 0\. Failed: 1\. Remaining: 5\.$/);
      assert.ok(told?.buttons.includes('Show Report'));
      assert.ok(
        server.requests.length - before <= requests + 1,
        `${server.requests.length - before} requests`,
      );
      await server.serve();
      await run('retryFailed');
      assert.equal((await namesIn(folder)).filter((name) => name.endsWith('.txt')).length, 6);
    });
  }

  it('are not begun where others are in progress by the time the plan is confirmed, which is said', async () => {
    const other = await put('castle.png', 'a.png');
    await put('lighthouse.jpg', 'b.jpg');
    await server.serve('slow-1000');
    const before = server.requests.length;
    const { showInformationMessage } = window;
    let others: Thenable<unknown> | undefined;
    Object.assign(window, {
      async showInformationMessage(sentence: string, ...items: never[]) {
        if (sentence.startsWith('Caption these images?')) {
          others = run('saveCaption', other, [other]);
          await until(() => server.requests.length > before, 'the others are in progress');
        }
        return await showInformationMessage(sentence, ...items);
      },
    });
    try {
      await captionFolder();
    } finally {
      Object.assign(window, { showInformationMessage });
    }
    assert.match(sentences().at(-1) ?? '', /^Captioning is in progress\./);
    await others;
    assert.deepEqual(await namesIn(folder), ['a.png', 'a.txt', 'b.jpg']);
  });

  it('stop where a key is wanted and none is entered', async () => {
    await putSeveral(6);
    await server.serve('INVALID_API_KEY');
    await captionFolder();
    assert.equal(sentences().at(-1), 'Captions written: 0. Stopped. Remaining: 6.');
    assert.deepEqual(shown.messages.at(-1)?.buttons, ['Continue', 'Show Report']);
  });

  it('wait as long as a service asks, all of them, and are complete in the end', async () => {
    await putSeveral(4);
    await server.serve('429-then-ok');
    const before = server.requests.length;
    await captionFolder();
    assert.equal(sentences().at(-1), 'Captions written: 4.');
    const requests = server.requests.slice(before);
    const refused = requests.find(({ answeredStatus }) => answeredStatus === 429);
    const early = requests.filter(
      ({ arrivedAtMs }) =>
        refused && arrivedAtMs > refused.arrivedAtMs + 50 && arrivedAtMs < refused.arrivedAtMs + 950,
    );
    assert.deepEqual(early, []);
  });

  it('go on file systems of any kind, and into no folder that takes no files, before anything is paid for', async () => {
    const files = new MemoryFiles();
    const registration = workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true });
    try {
      const root = Uri.parse('memory://host/set');
      const picture = await workspace.fs.readFile(sample('castle.png'));
      files.add('/set/one.png', picture);
      files.add('/set/読めない/two.png', picture, true);
      const before = server.requests.length;
      await run('captionImages', root, [root]);
      assert.match(await text(Uri.joinPath(root, 'one.txt')), castle);
      assert.equal(server.requests.length, before + 1);
      assert.match(
        sentences().at(-1) ?? '',
        /^Captions written: 1\. Failed: 1\. First error: You don't have permission to write two\.txt\. /,
      );
      assert.deepEqual(files.names(), ['/set/one.png', '/set/one.txt', '/set/読めない/two.png']);
    } finally {
      registration.dispose();
    }
  });

  describe('of one picture', () => {
    it('are saved beside it, also by the setting, and can be taken back', async () => {
      const picture = await put('castle.png', 'castle.png');
      await run('saveCaption', picture, [picture]);
      assert.deepEqual(shown.messages.at(-1), {
        severity: 'information',
        sentence: 'Caption saved to castle.txt.',
        buttons: ['Open Caption', 'Undo'],
      });
      assert.match(await text(Uri.joinPath(folder, 'castle.txt')), castle);
      await run('undoLastBatch');
      assert.deepEqual(await namesIn(folder), ['castle.png']);
      await set('destination', 'caption');
      await set('caption.extension', 'caption');
      await run('generate', picture, [picture]);
      assert.match(await text(Uri.joinPath(folder, 'castle.caption')), castle);
    });

    it('leave one that is there, send nothing, and offer to overwrite it', async () => {
      const picture = await put('castle.png', 'castle.png');
      await write(Uri.joinPath(folder, 'castle.txt'), 'mine');
      const before = server.requests.length;
      await run('saveCaption', picture, [picture]);
      assert.equal(sentences().at(-1), 'castle.png already has a caption, so nothing was sent.');
      assert.deepEqual(shown.messages.at(-1)?.buttons, ['Overwrite', 'Append', 'Open Caption']);
      assert.equal(server.requests.length, before);
      clicks.push('Overwrite');
      await run('saveCaption', picture, [picture]);
      await until(() => sentences().at(-1) === 'Caption saved to castle.txt.', 'it was overwritten');
      assert.match(await text(Uri.joinPath(folder, 'castle.txt')), castle);
    });

    it('are made anew where one is overwritten that was to be made anew', async () => {
      await set('cache.maxEntries', 100);
      const picture = await put('castle.png', 'castle.png');
      await set('destination', 'caption');
      await run('generate', picture, [picture]);
      const before = server.requests.length;
      clicks.push('Overwrite');
      await run('regenerate', picture, [picture]);
      const saved = () => sentences().filter((sentence) => sentence === 'Caption saved to castle.txt.');
      await until(() => saved().length === 2, 'it was overwritten');
      assert.equal(server.requests.length, before + 1);
    });

    it('show its error as every command does, and write nothing', async () => {
      const picture = await put('castle.png', 'castle.png');
      await server.serve('NOT_ENOUGH_BALANCE');
      await run('saveCaption', picture, [picture]);
      assert.match(sentences().at(-1) ?? '', /has no balance left/);
      assert.deepEqual(await namesIn(folder), ['castle.png']);
    });

    it('never take the place of a picture', async () => {
      const picture = await put('castle.png', 'castle.png');
      const hash = async () =>
        createHash('sha256')
          .update(await workspace.fs.readFile(picture))
          .digest('hex');
      const before = await hash();
      await set('caption.extension', '.png');
      await run('saveCaption', picture, [picture]);
      assert.equal(await hash(), before);
      assert.deepEqual(await namesIn(folder), ['castle.png', 'castle.txt']);
    });
  });
});
