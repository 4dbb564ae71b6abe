import { commands } from 'vscode';
import { historyViewId } from './historyViewId.ts';

/** Opens the view of the history and gives it the focus. */
export async function showHistory(): Promise<void> {
  await commands.executeCommand(`${historyViewId}.focus`);
}
