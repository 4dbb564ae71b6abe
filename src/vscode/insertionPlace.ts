import {
  type Selection,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  type ViewColumn,
  window,
} from 'vscode';
import { movedRange, type OffsetRange } from '../text/offsetRange.ts';

/** Where in a document a prompt is wanted: the selections of its editor, moved along by the edits made since. */
export class InsertionPlace {
  readonly document: TextDocument;
  /** The group of editors that showed the document. */
  readonly viewColumn: ViewColumn | undefined;
  #ranges: readonly OffsetRange[];

  private constructor(
    document: TextDocument,
    viewColumn: ViewColumn | undefined,
    ranges: readonly OffsetRange[],
  ) {
    this.document = document;
    this.viewColumn = viewColumn;
    this.#ranges = ranges;
  }

  static ofEditor({ document, viewColumn, selections }: TextEditor): InsertionPlace {
    return new InsertionPlace(document, viewColumn, rangesOf(selections, document));
  }

  /** In the document's present text. */
  get ranges(): readonly OffsetRange[] {
    return this.#ranges;
  }

  /** A place that from here on moves by itself. */
  copy(): InsertionPlace {
    return new InsertionPlace(this.document, this.viewColumn, this.#ranges);
  }

  /** Follows changes that were made at once. VS Code lists them from the end of the document to its start. */
  follow(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const { rangeOffset, rangeLength, text } of changes) {
      const change = { offset: rangeOffset, length: rangeLength, newLength: text.length };
      this.#ranges = this.#ranges.map((range) => movedRange(range, change));
    }
  }

  /** Whether selections of its document are just this place. */
  isOf(selections: readonly Selection[]): boolean {
    const ranges = rangesOf(selections, this.document);
    return (
      ranges.length === this.#ranges.length &&
      ranges.every(({ start, end }, index) => {
        const own = this.#ranges[index];
        return own?.start === start && own.end === end;
      })
    );
  }

  /** The editor that shows the document: in its old group rather than in another. */
  get visibleEditor(): TextEditor | undefined {
    const editors = window.visibleTextEditors.filter(({ document }) => document === this.document);
    return editors.find(({ viewColumn }) => viewColumn === this.viewColumn) ?? editors[0];
  }
}

function rangesOf(selections: readonly Selection[], document: TextDocument): OffsetRange[] {
  return selections.map(({ start, end }) => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  }));
}
