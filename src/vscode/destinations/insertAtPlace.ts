import {
  EndOfLine,
  FilePermission,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  endsOfInsertions,
  type InsertionEdit,
  insertionEdits,
  paragraphEdits,
} from '../../text/insertionEdits.ts';
import type { InsertionPlace } from './insertionPlace.ts';
import { isOpen } from './isOpen.ts';

/** Why nothing can be inserted at a place. */
export type PlaceObstacle = 'closed' | 'unchangeable';

/** Whoever types meanwhile makes an edit fail; each try takes a few milliseconds. */
const maxTries = 10;

export async function obstacleAt(place: InsertionPlace): Promise<PlaceObstacle | undefined> {
  const { document } = place;
  if (!isOpen(document)) return 'closed';
  return (await isWritable(document)) ? undefined : 'unchangeable';
}

/**
 * Puts lines at a place, as plain text, in one undo step. An editor that a picture covers is shown again; where the
 * user writes in another document by now, that one stays in front. Returns what stood in the way, if anything did:
 * then nothing was changed.
 */
export async function insertAtPlace(
  lines: readonly string[],
  place: InsertionPlace,
): Promise<PlaceObstacle | undefined> {
  const { document, viewColumn } = place;
  for (let tries = 0; tries < maxTries; tries++) {
    const obstacle = await obstacleAt(place);
    if (obstacle) return obstacle;

    let editor = place.visibleEditor;
    if (editor === undefined && window.activeTextEditor === undefined) {
      editor = await window.showTextDocument(document, { ...(viewColumn && { viewColumn }), preview: false });
    }
    const { version } = document;
    const editsFor = place.isParagraph ? paragraphEdits : insertionEdits;
    const edits = editsFor(lines, place.ranges, {
      text: document.getText(),
      languageId: document.languageId,
      endOfLine: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
    });
    const done = editor ? await editInFront(editor, edits, place) : await editBehind(document, edits);
    // An editor that is read-only says that the edit was made, and makes none.
    if (document.version === version) return 'unchangeable';
    if (done) return undefined;
  }
  return 'unchangeable';
}

/** Leaves the cursors behind what was inserted, as a paste does, if they are still where it was asked for. */
async function editInFront(
  editor: TextEditor,
  edits: readonly InsertionEdit[],
  place: InsertionPlace,
): Promise<boolean> {
  const { document } = editor;
  const cursorsAreAtPlace = place.isOf(editor.selections);
  const done = await editor.edit((builder) => {
    for (const edit of edits) builder.replace(rangeOf(edit, document), edit.newText);
  });
  if (done && cursorsAreAtPlace) {
    editor.selections = endsOfInsertions(edits).map((end) => {
      const position = document.positionAt(end);
      return new Selection(position, position);
    });
    editor.revealRange(editor.selection);
  }
  return done;
}

async function editBehind(document: TextDocument, edits: readonly InsertionEdit[]): Promise<boolean> {
  const workspaceEdit = new WorkspaceEdit();
  for (const edit of edits) workspaceEdit.replace(document.uri, rangeOf(edit, document), edit.newText);
  return await workspace.applyEdit(workspaceEdit);
}

function rangeOf({ start, end }: InsertionEdit, document: TextDocument): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

async function isWritable({ uri }: TextDocument): Promise<boolean> {
  if (uri.scheme === 'output' || workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  try {
    const { permissions = 0 } = await workspace.fs.stat(uri);
    return (permissions & FilePermission.Readonly) === 0;
  } catch {
    return true; // a document that was never saved, or whose file is gone, can still be written in
  }
}
