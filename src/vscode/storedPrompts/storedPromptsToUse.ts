import { l10n, type QuickPickItem, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import type { StoredPrompt } from '../../images/embedded/storedPrompt.ts';
import type { EmbeddedPromptChoice } from '../choices.ts';
import { keepSetting } from '../configuration.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import { settings } from '../settings.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { readStoredPrompt } from './readStoredPrompt.ts';

/**
 * The pictures that hold the prompt they were made with, and that prompt, where the user wants it used: no engine is
 * needed for those. Asked once for all pictures. Throws a PromptError `cancelled` when the user does not say.
 */
export async function storedPromptsToUse(
  images: readonly FileImage[],
  whileAsking: WhileAsking,
): Promise<ReadonlyMap<FileImage, string>> {
  const used = new Map<FileImage, string>();
  let answer: EmbeddedPromptChoice = 'ask';
  for (const image of images) {
    const choice = settings.embeddedPrompt(image.uri);
    if (choice === 'ignore' || (choice === 'ask' && answer === 'ignore')) continue;
    // A picture that cannot be read is reported by whoever prepares it.
    const stored = await readStoredPrompt(image).catch(() => undefined);
    if (stored === undefined) continue;
    if (choice === 'ask' && answer === 'ask') answer = await whileAsking(() => ask(image, stored));
    if (choice === 'prefer' || answer === 'prefer') used.set(image, stored.prompt);
  }
  return used;
}

/** An answer, for now or for always. */
interface Answer extends QuickPickItem {
  readonly choice: EmbeddedPromptChoice;
  readonly isForAlways: boolean;
}

async function ask({ name }: FileImage, stored: StoredPrompt): Promise<EmbeddedPromptChoice> {
  const answers: Answer[] = [
    {
      label: l10n.t('Use Stored Prompt'),
      description: l10n.t('free, nothing is sent'),
      detail: stored.prompt,
      choice: 'prefer',
      isForAlways: false,
    },
    { label: l10n.t('Generate New Prompt'), choice: 'ignore', isForAlways: false },
    { label: l10n.t('Always Use Stored Prompts'), choice: 'prefer', isForAlways: true },
    { label: l10n.t('Always Generate New Prompts'), choice: 'ignore', isForAlways: true },
  ];
  const picked = await window.showQuickPick(answers, {
    title: l10n.t('{0} contains the prompt it was made with ({1})', name, stored.generator),
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new PromptError({ kind: 'cancelled' });
  if (picked.isForAlways) {
    await keepSetting('embeddedPrompt', picked.choice);
  }
  return picked.choice;
}
