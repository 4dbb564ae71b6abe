import { type ExtensionContext, window } from 'vscode';
import { HttpClient } from './net/httpClient.ts';
import { registerCommands } from './vscode/commands.ts';
import { TargetEditor } from './vscode/destinations/targetEditor.ts';
import { ApiKeys } from './vscode/keys/apiKeys.ts';
import { promptForKey } from './vscode/keys/keyPrompt.ts';
import { ProblemReport } from './vscode/messages/problemReport.ts';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel(context.extension.packageJSON.displayName, { log: true });
  const http = new HttpClient();
  const targetEditor = new TargetEditor();
  const apiKeys = new ApiKeys(context.secrets, process.env, promptForKey);
  const problems = new ProblemReport(log);
  const services = { apiKeys, http, targetEditor, problems, log };
  context.subscriptions.push(
    log,
    targetEditor,
    { dispose: () => http.close() },
    ...registerCommands(services),
  );
}
