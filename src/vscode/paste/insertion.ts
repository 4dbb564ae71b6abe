import { posix } from 'node:path';
import { EndOfLine, Position, Range, type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import type { Outcome, Prompt } from '../../core/imagesToPrompts.ts';
import { imageMarkdown } from '../../text/imageMarkdown.ts';
import { editsAt, type InsertionEdit, insertionEdits } from '../../text/insertionEdits.ts';
import type { OffsetRange } from '../../text/offsetRange.ts';
import { composedPrompts } from '../destinations/composedPrompts.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { isPasted } from '../sources/pastedImage.ts';
import { type CopyPlace, copiedImagePlace, linkBase } from './copiedImage.ts';
import type { PasteChoice } from './pasteKinds.ts';

/** Pictures on their way into a document. */
export interface Pasting {
  readonly document: TextDocument;
  readonly images: readonly FileImage[];
  readonly choice: PasteChoice;
}

/** What a choice made of pictures. */
export interface Insertion {
  readonly edits: readonly InsertionEdit[];
  /** Copies of pictures that are no files of the workspace. */
  readonly files: readonly NewFile[];
}

interface NewFile extends CopyPlace {
  readonly contents: Uint8Array;
}

export async function insertionOf(
  { prompts }: Outcome<FileImage>,
  { document, choice }: Pasting,
  ranges: readonly OffsetRange[],
): Promise<Insertion> {
  return choice === 'prompt'
    ? { edits: promptEdits(prompts, document, ranges), files: [] }
    : await imageInsertion(prompts, document, ranges);
}

/** The text of an insertion that is the same at each of these ranges, and goes nowhere else. */
export function textAtAll({ edits }: Insertion, ranges: readonly OffsetRange[]): string | undefined {
  const [first] = edits;
  const isSame = edits.every(
    ({ start, end, newText }) =>
      newText === first?.newText && ranges.some((range) => range.start === start && range.end === end),
  );
  return isSame && edits.length === ranges.length ? first?.newText : undefined;
}

/** Texts and files in one, so that one undo takes all of it back. */
export function workspaceEditOf({ edits, files }: Insertion, document: TextDocument): WorkspaceEdit {
  const workspaceEdit = new WorkspaceEdit();
  // Undone, a file that was overwritten would be gone, and one that was deleted comes back. But what is done to files
  // together is undone from the first to the last: a text that changes nothing keeps the two apart.
  const taken = files.filter(({ isTaken }) => isTaken);
  for (const { uri } of taken) workspaceEdit.deleteFile(uri);
  if (taken.length > 0) workspaceEdit.insert(document.uri, new Position(0, 0), '');
  for (const { uri, contents } of files) workspaceEdit.createFile(uri, { contents });
  for (const { start, end, newText } of edits) {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    workspaceEdit.replace(document.uri, range, newText);
  }
  return workspaceEdit;
}

function promptEdits(
  prompts: readonly Prompt<FileImage>[],
  document: TextDocument,
  ranges: readonly OffsetRange[],
): InsertionEdit[] {
  const composed = composedPrompts(prompts, document.languageId);
  const lines = composed.flatMap(({ text }) => text.split(/\r?\n/));
  return insertionEdits(lines, ranges, factsOf(document));
}

async function imageInsertion(
  prompts: readonly Prompt<FileImage>[],
  document: TextDocument,
  ranges: readonly OffsetRange[],
): Promise<Insertion> {
  const base = linkBase(document) ?? document.uri;
  const files: NewFile[] = [];
  const images: { path: string; altText: string }[] = [];
  for (const { source, text } of prompts) {
    let { uri } = source;
    if (isPasted(source) || workspace.getWorkspaceFolder(uri) === undefined) {
      const place = await copiedImagePlace(source.name, document, base, files);
      files.push({ ...place, contents: await source.read() });
      uri = place.uri;
    }
    images.push({ path: posix.relative(posix.dirname(base.path), uri.path), altText: text });
  }
  const edits = editsAt(ranges, factsOf(document), (target) =>
    images.map(({ path, altText }) => imageMarkdown(path, altText, target)).join(' '),
  );
  return { edits, files };
}

function factsOf(document: TextDocument) {
  return {
    text: document.getText(),
    languageId: document.languageId,
    endOfLine: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
  } as const;
}
