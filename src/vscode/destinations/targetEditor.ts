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
    this.#place = first && new InsertionPlace(first);
    this.#listeners = [
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#place = new InsertionPlace(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.#place?.isIn(textEditor)) this.#place = new InsertionPlace(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        for (const place of [this.#place, ...this.#captured]) {
          if (place?.document === document) place.follow(contentChanges);
        }
      }),
    ];
  }

  /** Does something with a place, that of now as a rule, which moves along with the text until that is done. */
  async withPlace<Result>(
    work: (place: InsertionPlace | undefined) => Promise<Result>,
    place = this.#place?.copy(),
  ): Promise<Result> {
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
