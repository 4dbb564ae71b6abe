import { join } from 'node:path';
import { EventEmitter, type ExtensionContext, Uri, window } from 'vscode';
import { Answers } from './core/answers.ts';
import { ImageConverter } from './images/imageConverter.ts';
import { HttpClient } from './net/httpClient.ts';
import { contentHash } from './store/contentHash.ts';
import { PromptHistory } from './store/promptHistory.ts';
import { StoredAnswers } from './store/storedAnswers.ts';
import { DescribeImageTool } from './vscode/agentTool/describeImageTool.ts';
import { AltTextActions } from './vscode/altText/altTextActions.ts';
import { ImageHover } from './vscode/altText/imageHover.ts';
import { CaptionBatches } from './vscode/captions/captionBatches.ts';
import { pathOfBatches } from './vscode/captions/unfinishedBatches.ts';
import { type CommandTable, commandTable } from './vscode/commands.ts';
import { followSettings } from './vscode/configuration.ts';
import type { TargetEditor } from './vscode/destinations/targetEditor.ts';
import { HistoryView } from './vscode/history/historyView.ts';
import { ApiKeys } from './vscode/keys/apiKeys.ts';
import { promptForKey } from './vscode/keys/keyPrompt.ts';
import { ProblemReport } from './vscode/messages/problemReport.ts';
import { networkSettings } from './vscode/network/networkSettings.ts';
import { ImagePaste } from './vscode/paste/imagePaste.ts';
import { settings } from './vscode/settings.ts';

/** What the extension does, by how VS Code asks for it. */
export interface Features {
  readonly commands: CommandTable;
  readonly captionBatches: CaptionBatches;
  readonly describeImage: DescribeImageTool;
  readonly altTextActions: AltTextActions;
  readonly imageHover: ImageHover;
  readonly imagePaste: ImagePaste;
  readonly historyView: HistoryView;
}

/** Makes the objects that live as long as the extension runs, once, and the features that use them. */
export function compose(context: ExtensionContext, targetEditor: TargetEditor): Features {
  const log = window.createOutputChannel(context.extension.packageJSON.displayName, { log: true });
  const http = new HttpClient({
    settings: () => ({ network: networkSettings(), maxAttempts: settings.maxAttempts }),
  });
  const converter = new ImageConverter({
    program: context.asAbsolutePath('dist/converter.cjs'),
    log: (line) => log.warn(line),
  });
  const problems = new ProblemReport(log);
  const apiKeys = new ApiKeys({
    secrets: context.secrets,
    environment: process.env,
    prompt: promptForKey,
    onStorageFailure: (error) => problems.showStorageFailure(error),
  });
  const dataFolder = context.globalStorageUri.fsPath;
  const storedAnswers = new StoredAnswers(join(dataFolder, 'answers'), () => settings.maxCacheEntries);
  const historyChanges = new EventEmitter<void>();
  const history = new PromptHistory(
    join(dataFolder, 'history'),
    () => settings.maxHistoryEntries,
    () => historyChanges.fire(),
  );
  const answers = new Answers({
    cache: storedAnswers,
    history,
    contentOf: contentHash,
    onStorageFailure: (error) => problems.showAnswerNotKept(error),
  });
  context.subscriptions.push(
    followSettings(),
    context.secrets.onDidChange(() => apiKeys.forgetRead()),
    log,
    { dispose: () => http.close() },
    { dispose: () => converter.close() },
  );
  const means = {
    apiKeys,
    http,
    converter,
    answers,
    storedAnswers,
    history,
    targetEditor,
    problems,
    log,
    memory: context.globalState,
  };
  const services = {
    ...means,
    captionBatches: new CaptionBatches(means, pathOfBatches(context)),
  };
  const historyView = new HistoryView({
    distFolder: Uri.file(context.asAbsolutePath('dist')),
    services,
    onDidChangeHistory: historyChanges.event,
  });
  context.subscriptions.push(historyChanges, historyView);
  return {
    captionBatches: services.captionBatches,
    commands: commandTable(services, historyView, Uri.file(context.asAbsolutePath('media/sample.png'))),
    describeImage: new DescribeImageTool(services),
    altTextActions: new AltTextActions(),
    imageHover: new ImageHover(services),
    imagePaste: new ImagePaste(services),
    historyView,
  };
}
