import { TabInputText, TabInputTextDiff, type TextDocument, window } from 'vscode';

/** Whether a document is open for the user: VS Code keeps some in memory after their last tab is closed. */
export function isOpen(document: TextDocument): boolean {
  const isVisible = window.visibleTextEditors.some((editor) => editor.document === document);
  return !document.isClosed && (isVisible || hasTab(document));
}

function hasTab({ uri }: TextDocument): boolean {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => {
      if (input instanceof TabInputText) return input.uri.toString() === uri.toString();
      return input instanceof TabInputTextDiff && input.modified.toString() === uri.toString();
    });
}
