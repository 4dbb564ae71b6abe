import { l10n, window } from 'vscode';
import { showInformation } from '../messages/messages.ts';
import type { Services } from '../services.ts';

/** Deletes all prompts of the history, once the user has agreed. */
export async function clearHistory({ history }: Services): Promise<void> {
  const clear = l10n.t('Clear');
  const chosen = await window.showWarningMessage(
    l10n.t('Clear the history?'),
    {
      modal: true,
      detail: l10n.t(
        "All prompts in it are deleted. This can't be undone. Your images and the cache are kept.",
      ),
    },
    clear,
  );
  if (chosen !== clear) return;
  await history.clear();
  showInformation(l10n.t('History cleared.'));
}
