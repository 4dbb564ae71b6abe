import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionTriggerKind,
  commands,
  Diagnostic,
  type Hover,
  MarkdownString,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from 'vscode';
import { AltTextActions } from '../../src/vscode/altText/altTextActions.ts';
import { newDocument, sample, set, settled, until, useServer } from './scene.ts';
import { useStandIns } from './standIns.ts';

describe('The alt text of an image in a document', () => {
  const server = useServer();
  const { shown } = useStandIns('');
  const alt = 'a wide 800 by 600 picture in dark blue and brown with touches of orange';

  const drafts: Uri[] = [];

  /** A file of the sample workspace, with the cursor at `|`. */
  async function open(marked: string, extension = 'md') {
    // A name of its own each time: VS Code keeps documents for a while.
    const uri = sample(`draft ${drafts.length}.${extension}`);
    drafts.push(uri);
    const content = marked.replace('|', '');
    await workspace.fs.writeFile(uri, Buffer.from(content));
    const document = await workspace.openTextDocument(uri);
    const editor = await window.showTextDocument(document);
    const cursor = document.positionAt(marked.indexOf('|'));
    editor.selection = new Selection(cursor, cursor);
    await settled();
    return { document, content, cursor };
  }
  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
  });
  after(async () => {
    for (const draft of drafts) await workspace.fs.delete(draft);
  });
  const actionsAt = (document: { uri: Uri }, at: Position) =>
    commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(at, at),
    );
  const titlesAt = async (document: { uri: Uri }, at: Position) =>
    (await actionsAt(document, at)).map(({ title }) => title);

  const insertBelow = async (document: { uri: Uri }, at: Position) => {
    const fix = (await actionsAt(document, at)).find(({ title }) => title === 'Insert prompt below image');
    await commands.executeCommand(fix?.command?.command ?? '', ...(fix?.command?.arguments ?? []));
  };

  it('is filled in by the command, and the rest stays byte for byte', async () => {
    const { document } = await open('# Towers\n\nBefore ![|](castle.png "title") after.\n');
    await commands.executeCommand('img2prompt.fillAltText');
    const text = document.getText();
    assert.match(
      text,
      /^# Towers\n\nBefore !\[a wide 800 by 600 picture[^,\]]*\]\(castle\.png "title"\) after\.\n$/,
    );
    await commands.executeCommand('undo');
    assert.equal(document.getText(), '# Towers\n\nBefore ![](castle.png "title") after.\n');
  });

  it('is filled in by a quick fix, in HTML too', async () => {
    const { document, cursor } = await open('<p><img src="castle.png"|></p>\n', 'html');
    const [fix] = (await actionsAt(document, cursor)).filter(({ title }) => title === 'Fill in alt text');
    await commands.executeCommand(fix?.command?.command ?? '', ...(fix?.command?.arguments ?? []));
    assert.match(
      document.getText(),
      /^<p><img src="castle\.png" alt="a wide 800 by 600 picture[^,"]*"><\/p>\n$/,
    );
  });

  it('is filled in for the image that a quick fix was about, also where it begins as another ends', async () => {
    const other = '<img alt="A castle" src="castle.png">';
    const { document, cursor } = await open(`${other}<img |src="lighthouse.jpg">`, 'html');
    const [fix] = (await actionsAt(document, cursor)).filter(({ title }) => title === 'Fill in alt text');
    await commands.executeCommand(fix?.command?.command ?? '', ...(fix?.command?.arguments ?? []));
    const text = document.getText();
    assert.equal(text.slice(0, other.length), other);
    assert.match(text.slice(other.length), /^<img src="lighthouse\.jpg" alt="a wide 1200 by 800 [^"]*">$/);
  });

  it('is offered where it is missing, also for what linters say, and not where it is written or meant empty', async () => {
    const { document, cursor } = await open(
      '![|](castle.png) ![A tower](castle.png) <img alt="" src="castle.png">',
    );
    const complaint = new Diagnostic(new Range(0, 0, 0, 15), 'no-alt-text');
    complaint.code = { value: 'MD045', target: Uri.parse('https://rules.example/md045') };
    const context = { diagnostics: [complaint], only: undefined, triggerKind: CodeActionTriggerKind.Invoke };
    const fixes = await new AltTextActions().provideCodeActions(document, new Range(cursor, cursor), context);
    const fix = fixes.find(({ title }) => title === 'Fill in alt text');
    assert.deepEqual(fix?.diagnostics, [complaint]);
    for (const column of [20, 50]) {
      const titles = await titlesAt(document, new Position(0, column));
      assert.ok(!titles.includes('Fill in alt text'), `${column}: ${titles}`);
      assert.ok(titles.includes('Insert prompt below image'), `${column}: ${titles}`);
    }
  });

  it('is no matter of text, or of images whose picture only a program knows', async () => {
    const { document, cursor } = await open('<p>Text <img :src="picture"|></p>', 'vue');
    for (const place of [cursor, new Position(0, 4)]) {
      const titles = await titlesAt(document, place);
      assert.deepEqual(
        titles.filter((title) => /alt text|prompt/.test(title)),
        [],
      );
    }
  });

  it('gives way to a prompt below the image, in a paragraph of its own', async () => {
    const { document, cursor } = await open('One ![A tower|](castle.png) two.\n\nThree.\n');
    await insertBelow(document, cursor);
    assert.match(
      document.getText(),
      /^One !\[A tower\]\(castle\.png\) two\.\n\na wide 800 by 600 picture.*\n\nThree\.\n$/,
    );
  });

  const below: [behaviour: string, extension: string, marked: string, expected: RegExp][] = [
    [
      'in HTML, on a line of its own',
      'html',
      '<p><img src="castle.png"|></p>\n',
      /^<p><img src="castle\.png"><\/p>\n\na wide 800 .*\n$/,
    ],
    [
      'in JSX, as a text between tags',
      'tsx',
      'export const a = (\n  <p>\n    <img src="castle.png"| />\n  </p>\n);\n',
      /^export const a = \(\n {2}<p>\n {4}<img src="castle\.png" \/>\n\na wide 800 .*\n\n {2}<\/p>\n\);\n$/,
    ],
  ];
  for (const [behaviour, extension, marked, expected] of below) {
    it(`gives way to a prompt below the image ${behaviour}`, async () => {
      const { document, cursor } = await open(marked, extension);
      await insertBelow(document, cursor);
      assert.match(document.getText(), expected);
    });
  }

  it('gives no way to a prompt where the line below the image is code', async () => {
    const { document, cursor } = await open('export const a = () => <img src="castle.png"| />;\n', 'tsx');
    assert.deepEqual(
      (await titlesAt(document, cursor)).filter((title) => /alt text|prompt/.test(title)),
      ['Fill in alt text'],
    );
  });

  it('gives way to a prompt below the image where that is by now, when Retry is clicked', async () => {
    const { document, cursor } = await open('![A tower|](castle.png)\n\nThree.\n');
    await server.serve('flaky');
    const { showErrorMessage } = window;
    const retryAfterEdit = async (_sentence: string, ...buttons: { title?: string }[]) => {
      await window.activeTextEditor?.edit((builder) =>
        builder.insert(new Position(0, 0), 'One.\n\nTwo.\n\n'),
      );
      return buttons.find(({ title }) => title === 'Retry');
    };
    Object.assign(window, { showErrorMessage: retryAfterEdit });
    try {
      await insertBelow(document, cursor);
      await until(() => /a wide 800/.test(document.getText()), 'the prompt is there');
    } finally {
      Object.assign(window, { showErrorMessage });
    }
    assert.match(
      document.getText(),
      /^One\.\n\nTwo\.\n\n!\[A tower\]\(castle\.png\)\n\na wide 800 .*\n\nThree\.\n$/,
    );
  });

  it('of all images is asked for once a file, after a question, and nothing is sent when it is declined', async () => {
    const before = server.requests.length;
    const { document, content } = await open(
      '|![](castle.png) ![image](lighthouse.jpg) ![A tower](castle.png) ![](castle.png)',
    );
    await commands.executeCommand('img2prompt.fillAltTextInDocument');
    const question = shown.messages.find(({ sentence }) => sentence.startsWith('Fill in missing alt text'));
    assert.match(question?.sentence ?? '', /Images: 3\. Calls to 127\.0\.0\.1:\d+: 2\./);
    assert.deepEqual(question?.buttons, ['Fill In']);
    assert.equal(server.requests.length, before);
    assert.equal(document.getText(), content);
  });

  it('says so where there is no image', async () => {
    await open('|Nothing here.');
    await commands.executeCommand('img2prompt.fillAltText');
    assert.deepEqual(
      shown.messages.map(({ sentence }) => sentence),
      ['No image at the cursor.'],
    );
  });

  it('is not lost when the document was changed so that it has no place any more', async () => {
    const { document } = await open('![|](castle.png)');
    await server.serve('slow-1000');
    const filling = commands.executeCommand('img2prompt.fillAltText');
    await settled();
    await window.activeTextEditor?.edit((builder) => builder.replace(new Range(0, 0, 0, 15), 'gone'));
    await filling;
    assert.equal(document.getText(), 'gone');
    assert.match(window.activeTextEditor?.document.getText() ?? '', new RegExp(alt.slice(0, 20)));
  });

  it('is kept in a new document when its own was closed meanwhile, whose file stays as it is', async () => {
    const { document, content } = await open('![|](castle.png)\n');
    await window.activeTextEditor?.edit((builder) => builder.insert(new Position(0, 0), 'Not saved.\n\n'));
    await server.serve('slow-1000');
    const filling = commands.executeCommand('img2prompt.fillAltText');
    await settled();
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await filling;
    assert.equal(new TextDecoder().decode(await workspace.fs.readFile(document.uri)), content);
    const again = await workspace.openTextDocument(document.uri);
    assert.equal(again.getText(), content);
    assert.match(newDocument().getText(), new RegExp(alt.slice(0, 20)));
  });

  it('and the prompt that there is are in the hover, and nothing is sent', async () => {
    await set('cache.maxEntries', 100);
    await commands.executeCommand('img2prompt.copyToClipboard', sample('castle.png'));
    const before = server.requests.length;
    const { document, cursor } = await open('![|](castle.png)');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      cursor,
    );
    await set('cache.maxEntries', 0);
    assert.match(ourHover(hovers), /^Prompt: a wide 800 by 600 picture/);
    assert.equal(server.requests.length, before);
  });

  it('and the stored prompt are in the hover, and nothing is sent', async () => {
    const before = server.requests.length;
    const { document, cursor } = await open('![|](watchtower.png)');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      cursor,
    );
    const ours = ourHover(hovers);
    assert.match(ours, /^Stored prompt \\\(Automatic1111\\\): a watchtower on a hill/);
    assert.match(ours, /command:img2prompt\.fillAltText/);
    assert.equal(server.requests.length, before);
  });
});

function ourHover(hovers: readonly Hover[]): string {
  const texts = hovers.flatMap(({ contents }) =>
    contents.map((part) => (part instanceof MarkdownString ? part.value : String(part))),
  );
  return texts.find((text) => text.includes('img2prompt.generate'))?.replaceAll('&nbsp;', ' ') ?? '';
}
