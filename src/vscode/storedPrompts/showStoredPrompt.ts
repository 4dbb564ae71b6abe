import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import type { StoredPrompt } from '../../images/embedded/storedPrompt.ts';
import { storedPromptText } from '../../text/storedPromptText.ts';
import { copyToClipboard } from '../destinations/copyToClipboard.ts';
import { deliver } from '../destinations/deliver.ts';
import { showInformation } from '../messages/messages.ts';
import type { Services } from '../services.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { readStoredPrompt } from './readStoredPrompt.ts';

interface Action extends QuickPickItem {
  run(): Promise<void>;
}

/**
 * Shows what a picture holds of its making, and lets the user insert or copy it. Throws a PromptError
 * `imageUnreadable` where the file cannot be read.
 */
export async function showStoredPrompt(image: FileImage, { targetEditor }: Services): Promise<void> {
  const stored = await readStoredPrompt(image);
  if (stored === undefined) {
    showInformation(l10n.t('No stored prompt found in {0}.', image.name));
    return;
  }
  await targetEditor.withPlace(async (place) => {
    const deliverTo = (destination: 'cursor' | 'clipboard') =>
      deliver(
        { prompts: [{ source: image, text: stored.prompt }], failures: [], notTried: [], cancelled: false },
        destination,
        place,
      );
    const { negativePrompt, settings } = stored;
    const settingsLine = settings.map(([name, value]) => `${name}: ${value}`).join(', ');
    const actions: Action[] = [
      { label: l10n.t('Insert Prompt at Cursor'), detail: stored.prompt, run: () => deliverTo('cursor') },
      { label: l10n.t('Copy Prompt'), run: () => deliverTo('clipboard') },
      ...copyAction(l10n.t('Copy Negative Prompt'), negativePrompt ?? ''),
      ...copyAction(l10n.t('Copy Generation Settings'), settingsLine),
      { label: l10n.t('Open All in New Document'), run: () => openAll(image, stored) },
    ];
    const picked = await window.showQuickPick(actions, {
      title: l10n.t('Prompt stored in {0} ({1})', image.name, stored.generator),
    });
    await picked?.run();
  });
}

function copyAction(label: string, text: string): Action[] {
  if (text === '') return [];
  return [{ label, detail: text, run: () => copyToClipboard(text) }];
}

async function openAll({ name }: FileImage, stored: StoredPrompt): Promise<void> {
  const content = storedPromptText(name, stored, {
    prompt: l10n.t('Prompt'),
    negativePrompt: l10n.t('Negative prompt'),
    settings: l10n.t('Generation settings'),
    raw: l10n.t('Raw metadata'),
  });
  const document = await workspace.openTextDocument({ language: 'plaintext', content });
  await window.showTextDocument(document, { preview: false });
}
