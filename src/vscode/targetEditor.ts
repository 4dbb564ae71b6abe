import { type Disposable, window, workspace } from 'vscode';
import { InsertionPlace } from './insertionPlace.ts';

/**
 * Knows the text editor that was last active and where its cursors were, also while something else, such as a
 * picture's preview, covers it. VS Code itself does not remember.
 */
export class TargetEditor implements Disposable {
  #place: InsertionPlace | undefined;
  readonly #captured = new Set<InsertionPlace>();
  readonly #listeners: readonly Disposable[];

  constructor() {
    const visible = window.visibleTextEditors;
    const first = window.activeTextEditor ?? (visible.length === 1 ? visible[0] : undefined);
    this.#place = first && InsertionPlace.ofEditor(first);
    this.#listeners = [
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#place = InsertionPlace.ofEditor(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        const { document, viewColumn } = this.#place ?? {};
        if (textEditor.document === document && textEditor.viewColumn === viewColumn) {
          this.#place = InsertionPlace.ofEditor(textEditor);
        }
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        for (const place of [this.#place, ...this.#captured]) {
          if (place?.document === document) place.follow(contentChanges);
        }
      }),
    ];
  }

  /** Does something with the place of now, which moves along with the text until that is done. */
  async withPlace<Result>(work: (place: InsertionPlace | undefined) => Promise<Result>): Promise<Result> {
    const place = this.#place?.copy();
    if (place) this.#captured.add(place);
    try {
      return await work(place);
    } finally {
      if (place) this.#captured.delete(place);
    }
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }
}
