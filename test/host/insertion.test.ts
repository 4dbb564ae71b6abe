import assert from 'node:assert/strict';
import { commands, Position, Selection, Uri, ViewColumn, window, workspace } from 'vscode';
import { OneFile } from './oneFile.ts';
import { castle, newDocument, openMarked, sample, settled, until, useServer } from './scene.ts';

const insert = (image = 'castle.png') => commands.executeCommand('img2prompt.insertAtCursor', sample(image));

describe('Inserting at the cursor', () => {
  const server = useServer();

  it('puts the prompt where the cursor is, and the cursor behind it', async () => {
    const editor = await openMarked('before | after');
    await insert();
    const [, prompt = ''] = /^before (.+) after$/.exec(editor.document.getText()) ?? [];
    assert.match(prompt, castle);
    assert.deepEqual(
      editor.selections.map(({ active, isEmpty }) => [active.character, isEmpty]),
      [['before '.length + prompt.length, true]],
    );
  });

  it('replaces the selection', async () => {
    const editor = await openMarked('before «all this» after');
    await insert();
    assert.match(editor.document.getText(), /^before a wide [^«]+ after$/);
    assert.doesNotMatch(editor.document.getText(), /all this/);
  });

  it('puts it at every cursor', async () => {
    const editor = await openMarked('one |\ntwo |\n«three»');
    await insert();
    const lines = editor.document.getText().split('\n');
    assert.match(lines[0] ?? '', /^one a wide/);
    assert.match(lines[1] ?? '', /^two a wide/);
    assert.match(lines[2] ?? '', castle);
    assert.equal(editor.selections.length, 3);
  });

  it('is undone in one step', async () => {
    const editor = await openMarked('one |\n«two»\n');
    await insert();
    assert.notEqual(editor.document.getText(), 'one \ntwo\n');
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'one \ntwo\n');
  });

  it('takes an answer for text, whatever it looks like, on one line and without hidden characters', async () => {
    await server.serve('hostile-prompt');
    const editor = await openMarked('|', 'plaintext');
    await insert();
    const text = editor.document.getText();
    assert.ok(text.includes('${1:x} $TM_FILENAME'));
    assert.equal(editor.document.lineCount, 1);
    assert.doesNotMatch(text, /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    assert.ok(text.length <= 20_000);
  });

  it('keeps out of frontmatter', async () => {
    const editor = await openMarked('---\ntitle: |x\n---\nbody\n');
    await insert();
    assert.match(editor.document.getText(), /^---\ntitle: x\n---\na wide [^\n]+\nbody\n$/);
  });

  it('follows the place while the user writes before it, and lets them write meanwhile', async () => {
    await server.serve('slow-800');
    const editor = await openMarked('first\nsecond |\n');
    const inserting = insert();
    await settled();
    await editor.edit((builder) => builder.insert(new Position(0, 0), 'new line\n'));
    await editor.edit((builder) => builder.replace(new Selection(1, 0, 1, 5), '1st'));
    await inserting;
    assert.match(editor.document.getText(), /^new line\n1st\nsecond a wide [^\n]+\n$/);
  });

  it('stays before what the user goes on writing at the place, and leaves the cursor to them', async () => {
    await server.serve('slow-800');
    const editor = await openMarked('prompt: |');
    const inserting = insert();
    await settled();
    await commands.executeCommand('type', { text: ' and more' });
    await settled();
    await inserting;
    const text = editor.document.getText();
    assert.match(text, /^prompt: a wide .+ and more$/);
    assert.equal(editor.selection.active.character, text.length);
  });

  it('goes in though the user never stops typing', async () => {
    await server.serve('slow-300');
    const editor = await openMarked('|', 'plaintext');
    let done = false;
    const inserting = insert().then(() => {
      done = true;
    });
    let typed = '';
    while (!done) {
      await commands.executeCommand('type', { text: 'x' });
      typed += 'x';
      await new Promise((resolve) => setTimeout(resolve, 20)); // nobody types faster
    }
    await inserting;
    await settled();
    assert.match(editor.document.getText(), castle);
    assert.ok(editor.document.getText().endsWith(typed), 'and nothing typed is lost');
  });

  it('shows the editor again that the preview of a picture covers, and inserts where its cursor was', async () => {
    const note = sample('ideas.txt');
    const editor = await window.showTextDocument(note, { preview: false });
    editor.selection = new Selection(0, 3, 0, 3);
    const [before = ''] = editor.document.getText().split('\n');
    await settled();
    await commands.executeCommand('vscode.open', sample('castle.png'), { preview: false });
    await until(() => window.activeTextEditor === undefined, 'the preview is in front');
    await commands.executeCommand('img2prompt.insertAtCursor');
    assert.equal(window.activeTextEditor?.document.uri.toString(), note.toString());
    const [after = ''] = window.activeTextEditor?.document.getText().split('\n') ?? [];
    assert.ok(after.startsWith(before.slice(0, 3)) && after.endsWith(before.slice(3)), after);
    assert.match(after.slice(3), castle);
  });

  it('leaves the document in front in which the user writes by now', async () => {
    await server.serve('slow-800');
    const { document } = await openMarked('there: |');
    const inserting = insert();
    await settled();
    const other = await openMarked('here: |');
    await inserting;
    assert.equal(window.activeTextEditor?.document, other.document);
    assert.equal(other.document.getText(), 'here: ');
    assert.match(document.getText(), /^there: a wide/);
  });

  it('opens a new document when no editor is open', async () => {
    await insert();
    assert.match(newDocument().getText(), castle);
  });

  it('opens a new document when the document was closed meanwhile', async () => {
    await server.serve('slow-800');
    await window.showTextDocument(sample('ideas.txt'), { preview: false });
    await settled();
    const inserting = insert();
    await settled();
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await inserting;
    assert.match(newDocument().getText(), castle);
  });

  it('opens a new document when the file system is read-only', async () => {
    const registration = workspace.registerFileSystemProvider(
      'fixed',
      new OneFile(Buffer.from('fixed'), true),
      {
        isReadonly: true,
      },
    );
    const document = await workspace.openTextDocument(Uri.parse('fixed:/note.md'));
    await window.showTextDocument(document);
    await settled();
    await insert();
    assert.match(newDocument().getText(), castle);
    assert.equal(document.getText(), 'fixed');
    registration.dispose();
  });

  it('opens a new document when the editor is read-only in this session', async () => {
    const { document } = await window.showTextDocument(sample('notes.md'), { preview: false });
    const text = document.getText();
    await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await settled();
    await insert();
    assert.match(newDocument().getText(), castle);
    assert.equal(document.getText(), text);
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  });

  it('opens a new document when the output was in use last', async () => {
    const output = window.createOutputChannel('Some output');
    output.append('line');
    output.show();
    await until(() => window.activeTextEditor?.document.uri.scheme === 'output', 'the output has the focus');
    await insert();
    assert.match(newDocument().getText(), castle);
    output.dispose();
    await commands.executeCommand('workbench.action.closePanel');
  });

  it('leaves another editor of the same document alone', async () => {
    const { document } = await openMarked('a |b\nc');
    const other = await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
    other.selection = new Selection(1, 1, 1, 1);
    await settled();
    await window.showTextDocument(document, { viewColumn: ViewColumn.One });
    await settled();
    await insert();
    assert.match(document.getText(), /^a a wide [^\n]+b\nc$/);
    assert.deepEqual(other.selection.active, new Position(1, 1));
  });
});
