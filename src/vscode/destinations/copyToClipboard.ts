import { env, l10n, window } from 'vscode';

/** How long a note in the status bar stays, in milliseconds. */
const statusMessageMs = 4000;

/** Throws where the clipboard cannot be written to, as browsers may have it. */
export async function copyToClipboard(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('$(check) Copied'), statusMessageMs);
}
