import { type ExtensionContext, window } from 'vscode';
import { HttpClient } from './net/httpClient.ts';
import { type CommandTable, commandTable } from './vscode/commands.ts';
import type { TargetEditor } from './vscode/destinations/targetEditor.ts';
import { ApiKeys } from './vscode/keys/apiKeys.ts';
import { promptForKey } from './vscode/keys/keyPrompt.ts';
import { ProblemReport } from './vscode/messages/problemReport.ts';
import { networkSettings } from './vscode/network/networkSettings.ts';
import { settings } from './vscode/settings.ts';

/** Makes the objects that live as long as the extension runs, once, and the commands that use them. */
export function compose(context: ExtensionContext, targetEditor: TargetEditor): CommandTable {
  const log = window.createOutputChannel(context.extension.packageJSON.displayName, { log: true });
  const http = new HttpClient({
    settings: () => ({ network: networkSettings(), maxAttempts: settings.maxAttempts }),
  });
  const problems = new ProblemReport(log);
  const apiKeys = new ApiKeys({
    secrets: context.secrets,
    environment: process.env,
    prompt: promptForKey,
    onStorageFailure: (error) => problems.showStorageFailure(error),
  });
  context.subscriptions.push(log, { dispose: () => http.close() });
  return commandTable({ apiKeys, http, targetEditor, problems, log, memory: context.globalState });
}
