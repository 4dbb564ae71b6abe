import assert from 'node:assert/strict';
import {
  type CodeAction,
  commands,
  type Hover,
  MarkdownString,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type PictureServer, startPictureServer } from '../server/pictureServer.ts';
import { castle, newDocument, sample, set, settled, useServer } from './scene.ts';
import { useStandIns } from './standIns.ts';

const altText = 'a wide 800 by 600 picture';

describe('An image of the web', () => {
  const server = useServer();
  const { shown } = useStandIns('');
  let pictures: PictureServer;
  before(async () => {
    pictures = await startPictureServer(await workspace.fs.readFile(sample('castle.png')));
  });
  beforeEach(() => {
    pictures.requests.length = 0;
  });
  after(() => pictures.close());

  /** Opens a document whose first line is an image of that path, with the cursor in it. */
  async function open(path = '/castle.png', rest = '') {
    const content = `![](${pictures.url}${path})${rest}`;
    const document = await workspace.openTextDocument({ content, language: 'markdown' });
    const editor = await window.showTextDocument(document, { preview: false });
    editor.selection = new Selection(0, 2, 0, 2);
    await settled();
    return document;
  }
  const chooseFix = async (document: { uri: Uri }, title: string) => {
    const fixes = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(0, 2, 0, 2),
    );
    const fix = fixes.find((each) => each.title === title);
    assert.ok(fix?.command, title);
    return () => commands.executeCommand(fix.command?.command ?? '', ...(fix.command?.arguments ?? []));
  };

  it('is downloaded for a quick fix, from the very address and with nothing that tells who asks', async () => {
    const document = await open('/a%20b/castle.png?signature=a%2Bb%2F%3D&x=1');
    await (await chooseFix(document, 'Fill in alt text'))();
    assert.ok(document.getText().startsWith(`![${altText}`), document.getText());
    assert.equal(pictures.requests.length, 1);
    const { path, headers } = pictures.requests[0] ?? {};
    assert.equal(path, '/a%20b/castle.png?signature=a%2Bb%2F%3D&x=1');
    assert.deepEqual(
      ['authorization', 'cookie', 'referer'].map((name) => headers?.[name]),
      [undefined, undefined, undefined],
    );
    assert.deepEqual(
      Buffer.from(server.requests.at(-1)?.imageBytes ?? []),
      Buffer.from(await workspace.fs.readFile(sample('castle.png'))),
    );
  });

  it('has its prompt put below it by a quick fix', async () => {
    const document = await open('/castle.png', ' after.\n\nThree.\n');
    await (await chooseFix(document, 'Insert prompt below image'))();
    assert.match(document.getText(), / after\.\n\na wide 800 by 600 picture[^\n]*\n\nThree\.\n$/);
  });

  it('is the one under the cursor for a command, also where it has moved to', async () => {
    await open('/moved');
    await commands.executeCommand('img2prompt.openInNewDocument');
    assert.match(newDocument().getText(), castle);
    assert.deepEqual(
      pictures.requests.map(({ path }) => path),
      ['/moved', '/castle.png'],
    );
  });

  it('is asked for again by each run, since it may have changed', async () => {
    await open();
    for (const _ of [1, 2]) await commands.executeCommand('img2prompt.copyToClipboard');
    assert.equal(pictures.requests.length, 2);
  });

  it('is not requested by opening the document, by the offer of fixes, or by the hover, which has its commands', async () => {
    const document = await open();
    await chooseFix(document, 'Fill in alt text');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(0, 3),
    );
    const words = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part instanceof MarkdownString ? part.value : String(part))),
    );
    const ours = words.find((text) => text.includes('img2prompt.generate')) ?? '';
    assert.match(ours, /command:img2prompt\.fillAltText/);
    await settled();
    assert.deepEqual(pictures.requests, []);
  });

  it('is described when the link of the hover is followed', async () => {
    const document = await open('/castle.png?signature=a%2Bb');
    const [hover] = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(0, 3),
    );
    const text = hover?.contents.map((part) => (part instanceof MarkdownString ? part.value : '')).join('');
    const query = /command:img2prompt\.generate\?([^)]*)\)/.exec(text ?? '')?.[1] ?? '';
    const [uri] = JSON.parse(decodeURIComponent(query));
    await commands.executeCommand('img2prompt.openInNewDocument', Uri.from(uri));
    assert.match(newDocument(document).getText(), castle);
    assert.deepEqual(
      pictures.requests.map(({ path }) => path),
      ['/castle.png?signature=a%2Bb'],
    );
  });

  it('keeps what it holds of its making where it is: that takes no network', async () => {
    await open();
    await commands.executeCommand('img2prompt.showEmbeddedPrompt');
    assert.match(shown.messages[0]?.sentence ?? '', /isn't a file\. Save the image as a file first\./);
    assert.deepEqual(pictures.requests, []);
  });

  it('of a whole document is announced with its hosts, and not requested when that is declined', async () => {
    const before = server.requests.length;
    const { host } = pictures;
    const rest = ` ![](castle.png) ![](https://images.example/a.png) ![](${pictures.url}/castle.png)`;
    await open('/castle.png', rest);
    await commands.executeCommand('img2prompt.fillAltTextInDocument');
    assert.match(shown.messages[0]?.sentence ?? '', /Images: 4\. Calls to 127\.0\.0\.1:\d+: 3\./);
    assert.ok(
      shown.otherWords.includes(
        `Images to download: 2, from ${host}, images.example. On this machine or your own network: ${host}.`,
      ),
      shown.otherWords.join('\n'),
    );
    assert.deepEqual(pictures.requests, []);
    assert.equal(server.requests.length, before);
  });

  describe('on the private network', () => {
    beforeEach(() => set('baseUrl', 'https://engine.example'));

    for (const [what, run] of [
      ['a command', async () => commands.executeCommand('img2prompt.generate')],
      ['a quick fix', async (document: { uri: Uri }) => (await chooseFix(document, 'Fill in alt text'))()],
    ] as const) {
      it(`is not downloaded for ${what} that would send it away, unless the user agrees`, async () => {
        const document = await open();
        await run(document);
        assert.deepEqual(
          shown.messages.map(({ severity, sentence }) => [severity, sentence]),
          [['warning', `Download from ${pictures.host}?`]],
        );
        assert.ok(
          shown.otherWords.includes(
            'The document links to this machine or your own network. What is downloaded is then sent to engine.example.',
          ),
        );
        assert.deepEqual(pictures.requests, []);
      });
    }
  });
});
