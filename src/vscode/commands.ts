import { commands, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { parseServiceAddress } from '../net/serviceAddress.ts';
import { fillAltText, fillAltTextInDocument } from './altText/fillAltText.ts';
import { insertBelowImage, isPlaceOfImage } from './altText/insertBelowImage.ts';
import { captionPointed, saveCaptions } from './captions/captionImages.ts';
import { exportCaptions } from './captions/exportCaptions.ts';
import type { DestinationChoice } from './choices.ts';
import { currentAddress, currentEngine } from './engines/currentEngine.ts';
import { selectEngine } from './engines/selectEngine.ts';
import { showConnection } from './engines/showConnection.ts';
import { type GenerationOptions, generatePrompts } from './generatePrompts.ts';
import { clearHistory } from './history/clearHistory.ts';
import type { HistoryView } from './history/historyView.ts';
import { showInformation } from './messages/messages.ts';
import { sentencesText } from './messages/wording.ts';
import type { Services } from './services.ts';
import { settings } from './settings.ts';
import { pointedImages, pointedUris } from './sources/pointedImages.ts';
import { showStoredPrompt } from './storedPrompts/showStoredPrompt.ts';

/** What each command of the manifest does. */
export type CommandTable = Readonly<Record<string, (clicked: unknown, selected: unknown) => Promise<void>>>;

/** Every command, behind the boundary that shows its errors. */
export function commandTable(services: Services, historyView: HistoryView, sampleImage: Uri): CommandTable {
  const imageCommand =
    (choiceOf: () => DestinationChoice, options: GenerationOptions = {}) =>
    async (clicked: unknown, selected: unknown) => {
      await generatePrompts(await pointedImages(clicked, selected), choiceOf(), services, options);
    };
  const insertAtCursor = imageCommand(() => 'cursor');
  const table: CommandTable = {
    'img2prompt.generate': imageCommand(() => settings.destination),
    'img2prompt.insertAtCursor': (clicked, selected) =>
      clicked instanceof Uri && isPlaceOfImage(selected)
        ? insertBelowImage(clicked, selected, services)
        : insertAtCursor(clicked, selected),
    'img2prompt.openInNewDocument': imageCommand(() => 'newDocument'),
    'img2prompt.copyToClipboard': imageCommand(() => 'clipboard'),
    'img2prompt.saveCaption': async (clicked, selected) =>
      saveCaptions(await pointedUris(clicked, selected), services),
    'img2prompt.captionImages': async (clicked, selected) => captionPointed(clicked, selected, services),
    'img2prompt.retryFailed': () => services.captionBatches.retryFailed(),
    'img2prompt.undoLastBatch': () => services.captionBatches.undoLast(),
    'img2prompt.exportCaptions': () => exportCaptions(services),
    'img2prompt.regenerate': imageCommand(() => settings.destination, { isRenewed: true }),
    'img2prompt.fillAltText': async (clicked, selected) => {
      const target = await documentTarget(clicked, selected);
      if (target) await fillAltText(target.document, target.offset, services);
    },
    'img2prompt.fillAltTextInDocument': async () => {
      const target = await documentTarget(undefined, undefined);
      if (target) await fillAltTextInDocument(target.document, services);
    },
    'img2prompt.showEmbeddedPrompt': async (clicked, selected) => {
      const [image] = await pointedImages(clicked, selected);
      if (image) await showStoredPrompt(image, services);
    },
    'img2prompt.setApiKey': () => setApiKey(services),
    'img2prompt.removeApiKey': () => removeApiKey(services),
    'img2prompt.selectEngine': () => selectEngine(services.memory),
    'img2prompt.checkConnection': () => showConnection(services),
    'img2prompt.showHistory': () => historyView.show(),
    'img2prompt.clearHistory': () => clearHistory(services),
    'img2prompt.clearCache': () => clearCache(services),
    'img2prompt.showLog': async () => services.log.show(),
    'img2prompt.openSampleImage': async () => commands.executeCommand('vscode.open', sampleImage),
  };
  const guarded = Object.entries(table).map(([id, run]): [string, CommandTable[string]] => [
    id,
    (clicked, selected) => services.problems.guard(l10n.t('Image to Prompt'), () => run(clicked, selected)),
  ]);
  return Object.fromEntries(guarded);
}

/** The place that a quick fix or a hover names, or the cursor in the active editor. */
async function documentTarget(
  named: unknown,
  offset: unknown,
): Promise<{ document: TextDocument; offset: number } | undefined> {
  if (named instanceof Uri && typeof offset === 'number') {
    return { document: await workspace.openTextDocument(named), offset };
  }
  const editor = window.activeTextEditor;
  if (editor) return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
  showInformation(l10n.t('No text editor is open.'));
  return undefined;
}

async function setApiKey(services: Services): Promise<void> {
  const { engine, reached } = await currentEngine(services, (asking) => asking());
  if (reached === undefined) {
    showInformation(l10n.t("{0} is a VS Code language model and doesn't need an API key.", engine.host));
    return;
  }
  const { service, probe } = reached;
  const { address, keys } = service;
  const { signal } = new AbortController();
  await keys.ask({ address, reason: 'missing', probe, signal });
  showInformation(l10n.t('The API key for {0} was set.', address.host));
}

async function removeApiKey({ apiKeys }: Services): Promise<void> {
  // A model of VS Code has no key of ours; one may be left of the service that was used before.
  const { origin, host } = parseServiceAddress(currentAddress()?.value() ?? settings.baseUrl);
  const wasStored = await apiKeys.remove(origin);
  const message = wasStored
    ? l10n.t('The API key for {0} was removed.', host)
    : l10n.t('No API key is stored for {0}.', host);
  const fromEnvironment = apiKeys.fromEnvironment(origin) !== undefined;
  const rest = l10n.t('The API key in the environment variable NOVITA_API_KEY is still used.');
  showInformation(sentencesText(fromEnvironment ? [message, rest] : [message]));
}

/** What is forgotten may have been paid for. */
async function clearCache({ storedAnswers }: Services): Promise<void> {
  const clear = l10n.t('Clear');
  const chosen = await window.showWarningMessage(
    l10n.t('Clear the cache?'),
    {
      modal: true,
      detail: l10n.t('Generating a prompt for an image again may cost you again. The history is kept.'),
    },
    clear,
  );
  if (chosen !== clear) return;
  await storedAnswers.clear();
  showInformation(l10n.t('Cache cleared.'));
}
