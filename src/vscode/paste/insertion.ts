import { posix } from 'node:path';
import { EndOfLine, Range, type TextDocument, type Uri, WorkspaceEdit, workspace } from 'vscode';
import type { Outcome, Prompt } from '../../core/imagesToPrompts.ts';
import { imageMarkdown } from '../../text/imageMarkdown.ts';
import { insertionEdits } from '../../text/insertionEdits.ts';
import type { OffsetRange } from '../../text/offsetRange.ts';
import type { Target } from '../../text/targets/target.ts';
import { targetAt } from '../../text/targets/targetAt.ts';
import { textFor } from '../../text/targets/textFor.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { isPasted } from '../sources/pastedImage.ts';
import { copiedImageUri, linkBase } from './copiedImage.ts';
import type { PasteChoice } from './pasteKinds.ts';

/** Pictures on their way into a document. */
export interface Pasting {
  readonly document: TextDocument;
  readonly images: readonly FileImage[];
  readonly choice: PasteChoice;
}

/** The edit that puts in what a choice made of pictures, files included, so that one undo takes all of it back. */
export async function insertionOf(
  { prompts }: Outcome<FileImage>,
  { document, choice }: Pasting,
  ranges: readonly OffsetRange[],
): Promise<WorkspaceEdit> {
  const edit = new WorkspaceEdit();
  const text = document.getText();
  const { start, end } = ranges[0] ?? { start: 0, end: 0 };
  const target = targetAt(document.languageId, text, start, end);
  const lines =
    choice === 'prompt'
      ? promptLines(prompts, target)
      : [await imagesWithAltTexts(prompts, target, document, edit)];
  const endOfLine = document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  for (const { start, end, newText } of insertionEdits(lines, ranges, {
    text,
    languageId: document.languageId,
    endOfLine,
  })) {
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
  }
  return edit;
}

/** Only prose may be broken into lines. */
function promptLines(prompts: readonly Prompt<FileImage>[], target: Target): string[] {
  const texts = prompts.map(({ text }) => text);
  return target.kind === 'body'
    ? texts.map((text) => textFor(text, target))
    : [textFor(texts.join(' '), target)];
}

/** Adds to the edit the copies of pictures that are no files of the workspace. */
async function imagesWithAltTexts(
  prompts: readonly Prompt<FileImage>[],
  target: Target,
  document: TextDocument,
  edit: WorkspaceEdit,
): Promise<string> {
  const base = linkBase(document) ?? document.uri;
  const copies: Uri[] = [];
  const images: string[] = [];
  for (const { source, text } of prompts) {
    let { uri } = source;
    if (isPasted(source) || workspace.getWorkspaceFolder(uri) === undefined) {
      uri = await copiedImageUri(source.name, document, base, copies);
      copies.push(uri);
      edit.createFile(uri, { contents: await source.read() });
    }
    images.push(imageMarkdown(posix.relative(posix.dirname(base.path), uri.path), text, target));
  }
  return images.join(' ');
}
