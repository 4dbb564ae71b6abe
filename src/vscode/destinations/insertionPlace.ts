import {
  type Selection,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  type ViewColumn,
  window,
} from 'vscode';
import { movedRange, type OffsetRange } from '../../text/offsetRange.ts';

/** Where in a document a prompt is wanted: the selections of an editor, moved along by the edits made since. */
export class InsertionPlace {
  /** Whether what is inserted is a paragraph of its own; the place is the end of a line then. */
  readonly isParagraph: boolean;
  readonly #editor: TextEditor;
  #ranges: readonly OffsetRange[];

  /** The selections of now, unless others are given. */
  constructor(
    editor: TextEditor,
    ranges: readonly OffsetRange[] = rangesOf(editor.selections, editor.document),
    { isParagraph = false }: { readonly isParagraph?: boolean } = {},
  ) {
    this.isParagraph = isParagraph;
    this.#editor = editor;
    this.#ranges = ranges;
  }

  get document(): TextDocument {
    return this.#editor.document;
  }

  /** The group of editors that shows the document, or did so last. */
  get viewColumn(): ViewColumn | undefined {
    return this.#editor.viewColumn;
  }

  /** In the document's present text. */
  get ranges(): readonly OffsetRange[] {
    return this.#ranges;
  }

  /** The place of now, which from here on moves by itself: where the cursors are, or were when they were covered. */
  copy(): InsertionPlace {
    const isVisible = window.visibleTextEditors.includes(this.#editor);
    return isVisible ? new InsertionPlace(this.#editor) : new InsertionPlace(this.#editor, this.#ranges);
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

  /** Whether the place is in this editor; one that was covered and is shown again counts as another. */
  isIn(editor: TextEditor): boolean {
    return editor === this.#editor;
  }

  /** An editor that shows the document: the one of the place rather than its successor rather than any other. */
  get visibleEditor(): TextEditor | undefined {
    const editors = window.visibleTextEditors.filter(({ document }) => document === this.document);
    return (
      editors.find((editor) => this.isIn(editor)) ??
      editors.find(({ viewColumn }) => viewColumn === this.viewColumn) ??
      editors[0]
    );
  }
}

function rangesOf(selections: readonly Selection[], document: TextDocument): OffsetRange[] {
  return selections.map(({ start, end }) => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  }));
}
