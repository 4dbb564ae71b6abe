import { window } from 'vscode';

/** A button of a message and what it does. */
export interface MessageButton {
  readonly title: string;
  run(): unknown;
}

/** Shows an error that stays until the user deals with it. Returns at once: no command waits for its message. */
export function showError(sentence: string, buttons: readonly MessageButton[]): void {
  void runChosen(window.showErrorMessage(unlinked(sentence), ...buttons));
}

export function showWarning(sentence: string, buttons: readonly MessageButton[] = []): void {
  void runChosen(window.showWarningMessage(unlinked(sentence), ...buttons));
}

export function showInformation(sentence: string, buttons: readonly MessageButton[] = []): void {
  void runChosen(window.showInformationMessage(unlinked(sentence), ...buttons));
}

/** Notifications make `[text](address)` a link; in a file name or a server's words it is just text. */
export function unlinked(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}

async function runChosen(chosen: Thenable<MessageButton | undefined>): Promise<void> {
  await (await chosen)?.run();
}
