import { type ExtensionContext, window } from 'vscode';
import { HttpClient } from './net/httpClient.ts';
import { ApiKeys } from './vscode/apiKeys.ts';
import { registerCommands } from './vscode/commands.ts';
import { promptForKey } from './vscode/keyPrompt.ts';
import { ProblemReport } from './vscode/problemReport.ts';
import { TargetEditor } from './vscode/targetEditor.ts';

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
