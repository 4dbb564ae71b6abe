import { l10n, type Memento, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import type { ServiceAddress } from '../../net/serviceAddress.ts';

/**
 * Asks once for each origin before anything goes by http to a machine of the private network. Throws a PromptError
 * `cancelled` when the user does not want that.
 */
export async function confirmInsecureAddress(
  { isInsecure, origin, host }: ServiceAddress,
  memory: Memento,
): Promise<void> {
  const name = `insecureAddressConfirmed:${origin}`;
  if (!isInsecure || memory.get(name) === true) return;
  const send = l10n.t('Send Anyway');
  const detail = l10n.t(
    'The connection uses HTTP. Anyone on the same network can read your images and API key in transit.',
  );
  const chosen = await window.showWarningMessage(
    l10n.t('Send images to {0} without encryption?', host),
    { modal: true, detail },
    send,
  );
  if (chosen !== send) throw new PromptError({ kind: 'cancelled' });
  await memory.update(name, true);
}
