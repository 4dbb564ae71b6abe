import { type ExtensionContext, window } from 'vscode';
import { HttpClient } from './net/httpClient.ts';
import { registerCommands } from './vscode/commands.ts';
import { TargetEditor } from './vscode/destinations/targetEditor.ts';
import { ApiKeys } from './vscode/keys/apiKeys.ts';
import { promptForKey } from './vscode/keys/keyPrompt.ts';
import { ProblemReport } from './vscode/messages/problemReport.ts';
import { networkSettings } from './vscode/network/networkSettings.ts';
import { settings } from './vscode/settings.ts';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel(context.extension.packageJSON.displayName, { log: true });
  const http = new HttpClient({
    settings: () => ({ network: networkSettings(), maxAttempts: settings.maxAttempts }),
  });
  const targetEditor = new TargetEditor();
  const problems = new ProblemReport(log);
  const apiKeys = new ApiKeys({
    secrets: context.secrets,
    environment: process.env,
    prompt: promptForKey,
    onStorageFailure: (error) => problems.showStorageFailure(error),
  });
  const services = { apiKeys, http, targetEditor, problems, log, memory: context.globalState };
  context.subscriptions.push(
    log,
    targetEditor,
    { dispose: () => http.close() },
    ...registerCommands(services),
  );
}
