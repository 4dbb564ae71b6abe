import type { InsertionEdit } from '../../../../src/text/insertionEdits.ts';

/** A document after an edit. */
export function withEdit(document: string, { start, end, newText }: InsertionEdit): string {
  return document.slice(0, start) + newText + document.slice(end);
}
