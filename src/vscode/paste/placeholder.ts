import {
  commands,
  type Disposable,
  Range,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { OffsetRange } from '../../text/offsetRange.ts';
import { InsertionPlace } from '../destinations/insertionPlace.ts';

/** Calls back when one of these texts is put into a document; not when it comes again by Undo or Redo. */
export function onPlaceholder(
  texts: readonly string[],
  onInserted: (placeholder: Placeholder) => void,
): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    if (reason !== undefined) return;
    const text = texts.find((text) => contentChanges.some((change) => change.text === text));
    const editor = window.visibleTextEditors.find((editor) => editor.document === document);
    if (text === undefined || editor === undefined) return;
    onInserted(new Placeholder(text, new InsertionPlace(editor, placesOf(text, contentChanges))));
  });
}

/** A text that stands for another until that is there. */
export class Placeholder {
  readonly text: string;
  readonly place: InsertionPlace;
  readonly #version: number;
  readonly #removal = new AbortController();
  readonly #listener: Disposable;

  constructor(text: string, place: InsertionPlace) {
    this.text = text;
    this.place = place;
    this.#version = place.document.version;
    this.#listener = workspace.onDidChangeTextDocument(({ document }) => {
      if (document === place.document && !this.#isThere) this.#removal.abort();
    });
  }

  /** Aborted when the user removes it, by Undo for example. */
  get removed(): AbortSignal {
    return this.#removal.signal;
  }

  /** Leaves no trace of it, not even a step to undo, unless the user has written something since. */
  async takeBack(): Promise<void> {
    this.#listener.dispose();
    if (this.removed.aborted) return;
    const { document } = this.place;
    if (document.version === this.#version && window.activeTextEditor?.document === document) {
      await commands.executeCommand('undo');
      return;
    }
    const edit = new WorkspaceEdit();
    for (const range of this.place.ranges) edit.delete(document.uri, rangeOf(range, document));
    await workspace.applyEdit(edit);
  }

  get #isThere(): boolean {
    const { document, ranges } = this.place;
    return ranges.every((range) => document.getText(rangeOf(range, document)) === this.text);
  }
}

function rangeOf({ start, end }: OffsetRange, document: TextDocument): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

/** Where changes that were made at once put a text. They tell where they were in the document before them. */
function placesOf(text: string, changes: readonly TextDocumentContentChangeEvent[]): OffsetRange[] {
  const before = (offset: number) => changes.filter(({ rangeOffset }) => rangeOffset < offset);
  return changes
    .filter((change) => change.text === text)
    .map(({ rangeOffset }) => {
      const growths = before(rangeOffset).map((change) => change.text.length - change.rangeLength);
      const start = growths.reduce((sum, growth) => sum + growth, rangeOffset);
      return { start, end: start + text.length };
    });
}
