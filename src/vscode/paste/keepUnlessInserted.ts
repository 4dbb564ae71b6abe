import { type TextDocument, workspace } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { deliver } from '../destinations/deliver.ts';
import type { FileImage } from '../sources/fileImage.ts';

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
  text: string,
  document: TextDocument,
): Promise<void> {
  const inserted = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => inserted.resolve(false), patienceMs);
  const listener = workspace.onDidChangeTextDocument((change) => {
    if (change.document !== document) return;
    if (change.contentChanges.some((part) => part.text === text)) inserted.resolve(true);
  });
  const isInserted = await inserted.promise;
  clearTimeout(timer);
  listener.dispose();
  if (!isInserted) await keep(outcome);
}
