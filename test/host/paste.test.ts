import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  CancellationTokenSource,
  ConfigurationTarget,
  commands,
  DataTransfer,
  type DataTransferFile,
  DataTransferItem,
  DocumentDropOrPasteEditKind,
  type DocumentPasteEditContext,
  DocumentPasteTriggerKind,
  Selection,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { TargetEditor } from '../../src/vscode/destinations/targetEditor.ts';
import type { ImagePasteEdit } from '../../src/vscode/paste/imagePaste.ts';
import { type FreshFeatures, freshFeatures } from './freshFeatures.ts';
import {
  castle,
  lighthouse,
  newDocument,
  openMarked,
  sample,
  set,
  settled,
  until,
  useServer,
} from './scene.ts';
import { useStandIns } from './standIns.ts';

const { Automatic, PasteAs } = DocumentPasteTriggerKind;
const kindOf = (choice: string) => DocumentDropOrPasteEditKind.Empty.append('img2prompt', choice);
const plainPaste: DocumentPasteEditContext = { triggerKind: Automatic, only: undefined };
const noSecrets = { get: async () => undefined, store: async () => {}, delete: async () => {} };

/** What Explorer puts on the clipboard. */
function filesOf(...paths: string[]): DataTransfer {
  const transfer = new DataTransfer();
  const uris = paths.map((path) => sample(path).toString());
  transfer.set('text/uri-list', new DataTransferItem(uris.join('\r\n')));
  return transfer;
}

/** A picture on the clipboard that is no file. */
class BitmapItem extends DataTransferItem {
  override asFile(): DataTransferFile {
    return { name: 'image.png', data: () => workspace.fs.readFile(sample('castle.png')) };
  }
}

function bitmap(): DataTransfer {
  const transfer = new DataTransfer();
  transfer.set('image/png', new BitmapItem(''));
  return transfer;
}

describe('Pasting pictures', () => {
  const server = useServer();
  const { shown, log } = useStandIns('');
  let targetEditor: TargetEditor;
  let features: FreshFeatures;
  before(() => {
    targetEditor = new TargetEditor();
    features = freshFeatures(noSecrets, log, targetEditor);
  });
  after(async () => {
    targetEditor.dispose();
    await features.close();
  });
  afterEach(() => set('paste.default', undefined));

  const { token } = new CancellationTokenSource();
  const offered = ({ document, selections }: TextEditor, transfer: DataTransfer, context = plainPaste) =>
    features.imagePaste.pasteEdits(document, selections, transfer, context, token);
  const chosen = async (editor: TextEditor, transfer: DataTransfer, choice: string) => {
    await set('paste.default', choice);
    const edits = await offered(editor, transfer);
    const edit = edits.find(({ kind }) => kind.value === kindOf(choice).value);
    assert.ok(edit);
    return await features.imagePaste.resolved(edit, token);
  };
  /** Does what VS Code does with an edit. */
  const apply = async (
    { document, selections }: TextEditor,
    { insertText, additionalEdit }: ImagePasteEdit,
  ) => {
    assert.ok(additionalEdit);
    for (const selection of insertText === '' ? [] : selections) {
      additionalEdit.replace(document.uri, selection, String(insertText));
    }
    assert.ok(await workspace.applyEdit(additionalEdit));
  };
  const paste = async (editor: TextEditor, transfer: DataTransfer, choice: string) =>
    apply(editor, await chosen(editor, transfer, choice));

  it('offers a prompt, and an image where the language shows images', async () => {
    const titles = async (language: string) =>
      (await offered(await openMarked('|', language), filesOf('castle.png'))).map(({ title }) => title);
    assert.deepEqual(await titles('markdown'), ['Insert prompt', 'Insert image with alt text']);
    assert.deepEqual(await titles('plaintext'), ['Insert prompt']);
  });

  it('sends nothing for an edit that came first though the user prefers those of VS Code', async () => {
    const before = server.requests.length;
    const [edit] = await offered(await openMarked('|', 'plaintext'), bitmap());
    assert.ok(edit);
    const { insertText, additionalEdit } = await features.imagePaste.resolved(edit, token);
    assert.deepEqual({ insertText, additionalEdit }, { insertText: '', additionalEdit: undefined });
    assert.equal(server.requests.length, before);
  });

  it('puts the prompts of several pictures on a line each, at every cursor', async () => {
    const editor = await openMarked('a |\nb «here»');
    await paste(editor, filesOf('castle.png', 'lighthouse.jpg'), 'prompt');
    const lines = editor.document.getText().split('\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /^a a wide 800 by 600/);
    assert.match(lines[1] ?? '', lighthouse);
    assert.match(lines[2] ?? '', /^b a wide 800 by 600/);
    assert.doesNotMatch(editor.document.getText(), /here/);
  });

  it('keeps out of frontmatter', async () => {
    const editor = await openMarked('---\ntitle: |x\n---\nbody\n');
    await paste(editor, filesOf('castle.png'), 'prompt');
    assert.match(editor.document.getText(), /^---\ntitle: x\n---\na wide [^\n]+\nbody\n$/);
  });

  it('writes the prompt for each of its places', async () => {
    await set('prefix', 'left | right');
    const content = 'prose\n\n| cell | b |\n|---|---|\n';
    const document = await workspace.openTextDocument({ content, language: 'markdown' });
    const editor = await window.showTextDocument(document);
    editor.selections = [new Selection(0, 0, 0, 5), new Selection(2, 2, 2, 6)];
    await paste(editor, filesOf('castle.png'), 'prompt');
    await set('prefix', undefined);
    assert.match(document.lineAt(0).text, /^left \| right, a wide/);
    assert.match(document.lineAt(2).text, /^\| left \\\| right, a wide .+ \| b \|$/);
  });

  it('takes an answer for text, in prompt files without live signs', async () => {
    await server.serve('hostile-prompt');
    const editor = await openMarked('|', 'prompt');
    await paste(editor, bitmap(), 'prompt');
    const text = editor.document.getText();
    assert.ok(text.includes('$ {1:x} $TM_FILENAME'), text);
  });

  it('only links a picture of the workspace, so that the link works', async () => {
    const editor = await window.showTextDocument(sample('notes.md'));
    editor.selection = new Selection(19, 0, 19, 0);
    await paste(editor, filesOf('harbour at dusk #3.png'), 'imageWithAltText');
    assert.match(editor.document.lineAt(19).text, /^!\[a .+\]\(<harbour at dusk %233\.png>\)$/);
  });

  it('saves a bitmap where markdown.copyFiles.destination says, under a free name', async () => {
    const markdown = workspace.getConfiguration('markdown');
    const destination = { '/notes.md': '/assets/${documentBaseName}/castle.${fileExtName}' };
    await markdown.update('copyFiles.destination', destination, ConfigurationTarget.Global);
    const assets = sample('assets');
    try {
      const editor = await window.showTextDocument(sample('notes.md'));
      for (const name of ['castle.png', 'castle-1.png']) {
        editor.selection = new Selection(19, 0, 19, 0);
        await paste(editor, bitmap(), 'imageWithAltText');
        assert.match(
          editor.document.lineAt(19).text,
          new RegExp(`^!\\[a wide .+?\\]\\(assets/notes/${name}\\)`),
        );
        const bytes = await workspace.fs.readFile(Uri.joinPath(assets, 'notes', name));
        assert.equal(Buffer.compare(bytes, await workspace.fs.readFile(sample('castle.png'))), 0);
      }
    } finally {
      await markdown.update('copyFiles.destination', undefined, ConfigurationTarget.Global);
      await workspace.fs.delete(assets, { recursive: true });
    }
  });

  it('overwrites the file of that name where markdown.copyFiles.overwriteBehavior says so, and one undo brings it back', async () => {
    const markdown = workspace.getConfiguration('markdown');
    const set = (value: unknown) =>
      markdown.update('copyFiles.overwriteBehavior', value, ConfigurationTarget.Global);
    const image = sample('image.png');
    const [old, castle] = await Promise.all(
      ['lighthouse.jpg', 'castle.png'].map((name) => workspace.fs.readFile(sample(name))),
    );
    await workspace.fs.writeFile(image, old as Uint8Array);
    await set('overwrite');
    const holds = (bytes: Uint8Array | undefined) =>
      existsSync(image.fsPath) && readFileSync(image.fsPath).equals(Buffer.from(bytes ?? []));
    try {
      const editor = await window.showTextDocument(sample('notes.md'));
      const before = editor.document.getText();
      editor.selection = new Selection(19, 0, 19, 0);
      await paste(editor, bitmap(), 'imageWithAltText');
      assert.match(editor.document.lineAt(19).text, /^!\[a wide .+?\]\(image\.png\)/);
      assert.ok(holds(castle));
      await commands.executeCommand('undo');
      await until(() => editor.document.getText() === before, 'the text is undone');
      await until(() => holds(old), 'the file is as it was'); // a moment after the text
    } finally {
      await set(undefined);
      await workspace.fs.delete(image);
    }
  });

  it('inserts nothing on an error, and says what happened', async () => {
    await server.serve('bare-502');
    const edit = await chosen(await openMarked('|'), bitmap(), 'prompt');
    assert.equal(edit.additionalEdit, undefined);
    const [message, ...others] = shown.messages;
    assert.match(message?.sentence ?? '', /returned an error \(HTTP 502\)/);
    assert.deepEqual(message?.buttons, ['Retry', 'Show Log']);
    assert.deepEqual(others, []);
  });

  it('inserts the prompts that there are when another picture fails, and says which', async () => {
    const editor = await openMarked('|');
    await paste(editor, filesOf('castle.png', 'torn.jpg'), 'prompt');
    assert.match(editor.document.getText(), castle);
    assert.match(shown.messages[0]?.sentence ?? '', /^Images without a prompt: 1 of 2\. torn\.jpg/);
  });

  it('keeps a prompt in a new document that VS Code has no use for any more', async () => {
    const editor = await openMarked('|');
    await chosen(editor, bitmap(), 'prompt');
    await until(() => window.activeTextEditor?.document !== editor.document, 'a document was opened');
    assert.match(newDocument(editor.document).getText(), castle);
    await until(() => shown.messages.length > 0, 'the user was told');
    assert.match(shown.messages[0]?.sentence ?? '', /The prompts received so far are in a new document/);
  });

  it('opens no document for a prompt that took the place of a text like it', async () => {
    const editor = await openMarked('«a wide picture, muted»');
    await paste(editor, bitmap(), 'prompt');
    await setTimeout(6000); // by then it would be open
    assert.equal(window.activeTextEditor?.document, editor.document);
    assert.match(editor.document.getText(), castle);
  });

  it('makes at once what Paste As asks for by its kind', async () => {
    const editor = await openMarked('|');
    const context = { triggerKind: PasteAs, only: kindOf('imageWithAltText') };
    const edits = await offered(editor, filesOf('castle.png'), context);
    assert.equal(edits.length, 1);
    for (const edit of edits) await apply(editor, edit);
    assert.match(editor.document.getText(), /^!\[a wide 800 by 600 picture[^\]]*\]\(castle\.png\)$/);
  });

  describe('from the list of Paste As, or by a drop', () => {
    /** Does what VS Code does with an edit that it does not resolve. */
    const insert = async (editor: TextEditor, text: unknown) => {
      await editor.edit((builder) => {
        for (const selection of editor.selections) builder.replace(selection, String(text));
      });
    };
    const pasteAs = async (editor: TextEditor) => {
      const [edit] = await offered(editor, bitmap(), { triggerKind: PasteAs, only: undefined });
      await insert(editor, edit?.insertText);
    };

    it('puts the prompt in the place of a text that says it is coming, in one undo step', async () => {
      await server.serve('slow-300');
      const editor = await openMarked('before «this» after');
      await pasteAs(editor);
      assert.match(
        editor.document.getText(),
        /^before Insert prompt: Generating prompt for image\.png\.\.\. after$/,
      );
      await until(
        () => castle.test(editor.document.getText().slice('before '.length)),
        'the prompt is there',
      );
      assert.match(editor.document.getText(), /^before a wide 800 by 600 [^«]+ after$/);
      await commands.executeCommand('undo');
      assert.equal(editor.document.getText(), 'before this after');
    });

    it('lets the user write meanwhile', async () => {
      await server.serve('slow-800');
      const editor = await openMarked('|\n');
      await pasteAs(editor);
      await editor.edit((builder) => builder.insert(editor.document.positionAt(0), 'first '));
      await until(() => editor.document.getText().includes('800 by 600'), 'the prompt is there');
      assert.match(editor.document.getText(), /^first a wide 800 by 600 [^\n]+\n$/);
    });

    it('leaves nothing behind when it fails', async () => {
      await server.serve('bare-502');
      const editor = await openMarked('before | after');
      await pasteAs(editor);
      await until(() => shown.messages.length > 0, 'the error is shown');
      assert.equal(editor.document.getText(), 'before  after');
    });

    it('stops when the user takes that text back', async () => {
      await server.serve('slow-800');
      const editor = await openMarked('|');
      await pasteAs(editor);
      await until(() => server.requests.at(-1)?.answeredStatus === undefined, 'the request is on its way');
      await commands.executeCommand('undo');
      await until(() => server.requests.at(-1)?.closedByClient === true, 'the service is told');
      await settled();
      assert.equal(editor.document.getText(), '');
      assert.deepEqual(shown.messages, []);
    });

    it('sends nothing for a drop that VS Code gives to us for want of its own', async () => {
      const before = server.requests.length;
      const editor = await openMarked('|', 'plaintext');
      const [edit] = await features.imagePaste.dropEdits(editor.document, editor.selection.active, bitmap());
      await insert(editor, edit?.insertText);
      await until(() => editor.document.getText() === '', 'the text is gone');
      assert.equal(server.requests.length, before);
    });
  });
});
