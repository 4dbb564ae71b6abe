import { type TextDocument, workspace } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { deliver } from '../destinations/deliver.ts';
import type { FileImage } from '../sources/fileImage.ts';
import type { Insertion } from './insertion.ts';

/** Puts prompts that nobody waits for any more into a new document: they may have been paid for. */
export async function keep(outcome: Outcome<FileImage>): Promise<void> {
  await deliver({ ...outcome, cancelled: true }, 'cursor', undefined);
}

/** Longer than VS Code takes to apply an edit. */
const patienceMs = 5000;

/**
 * Keeps the prompts of an edit that is given to VS Code and then not applied: a click on its sign of progress drops the
 * edit, and tells nobody.
 */
export async function keepUnlessInserted(
  outcome: Outcome<FileImage>,
  { edits }: Insertion,
  document: TextDocument,
): Promise<void> {
  // VS Code may indent the lines after it.
  const firstLine = edits[0]?.newText.split(/\r?\n/).find((line) => line !== '') ?? '';
  const inserted = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => inserted.resolve(false), patienceMs);
  // Of a selection only what differs is replaced, so it is the whole document that tells.
  const listener = workspace.onDidChangeTextDocument((change) => {
    if (change.document === document && document.getText().includes(firstLine)) inserted.resolve(true);
  });
  const isInserted = await inserted.promise;
  clearTimeout(timer);
  listener.dispose();
  if (!isInserted) await keep(outcome);
}
