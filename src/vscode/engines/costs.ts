import { env, l10n } from 'vscode';

// What ways to prompts cost, in money and privacy.

export function costOfAccount(host: string): string {
  return l10n.t('API key needed. Billed by the service. Images go to {0}.', host);
}

export function costOfOwnServer(): string {
  return l10n.t('The cost depends on the server. Images are sent only there.');
}

/** Of a server on the machine that the extension runs on. */
export function costOnThisMachine(): string {
  return env.remoteName === undefined
    ? l10n.t('Free. No API key. Images stay on this machine.')
    : l10n.t('Free. No API key. Runs on the remote machine; images stay there.');
}
