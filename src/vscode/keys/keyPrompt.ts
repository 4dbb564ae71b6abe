import { env, l10n, type QuickInputButton, ThemeIcon, Uri, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import { isRefused } from '../../engines/service.ts';
import type { KeyRequest } from '../../engines/withKey.ts';
import { keyOf } from './keyOf.ts';

/**
 * Asks for the key of an address, in a box that stays until the service takes the key or the user gives up. Returns
 * the key, cleaned of what is copied along with it. Throws a PromptError `cancelled` when the box is closed.
 */
export async function promptForKey({ address, reason, probe, signal }: KeyRequest): Promise<string> {
  if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
  const { host } = address;
  const openKeyPage: QuickInputButton = {
    iconPath: new ThemeIcon('link-external'),
    tooltip: l10n.t('Get API Key'),
  };
  const refusal = l10n.t('{0} rejected this API key. Check it and try again.', host);

  const box = window.createInputBox();
  box.title = l10n.t('API key for {0}', host);
  box.prompt = l10n.t(
    "Images you select are sent to {0}. The API key is kept in VS Code's secret storage.",
    host,
  );
  box.placeholder = l10n.t('Paste the API key and press Enter');
  box.password = true;
  box.ignoreFocusOut = true; // the key is fetched from a browser
  box.buttons = address.origin === novita.origin ? [openKeyPage] : [];
  box.validationMessage =
    reason === 'refused' ? l10n.t('{0} rejected the current API key. Enter another one.', host) : undefined;

  const closing = new AbortController();
  const whileOpen = AbortSignal.any([closing.signal, signal]);
  const answer = Promise.withResolvers<string>();
  whileOpen.addEventListener('abort', () => answer.reject(new PromptError({ kind: 'cancelled' })));
  box.onDidHide(() => closing.abort());
  box.onDidTriggerButton(() => env.openExternal(Uri.parse(novita.keyPage)));
  box.onDidChangeValue(() => {
    box.validationMessage = undefined;
  });
  box.onDidAccept(async () => {
    const key = keyOf(box.value);
    if (key === undefined) {
      box.validationMessage = l10n.t(
        'An API key can contain only ASCII letters, digits, and symbols, with no spaces.',
      );
      return;
    }
    box.busy = true;
    box.enabled = false;
    try {
      // A service that cannot say now will say so when the picture is sent.
      if (await isRefused(probe(key, whileOpen))) box.validationMessage = refusal;
      else answer.resolve(key);
    } finally {
      box.busy = false;
      box.enabled = true;
    }
  });
  box.show();
  try {
    return await answer.promise;
  } finally {
    box.dispose();
  }
}
