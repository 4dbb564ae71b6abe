import { env, l10n } from 'vscode';

// What ways to prompts cost, in money and privacy.

export function costOfAccount(host: string): string {
  return l10n.t('Needs an API key; the service bills your account. Pictures go to {0}.', host);
}

export function costOfOwnServer(): string {
  return l10n.t('What it costs is up to the server. Pictures go there and nowhere else.');
}

/** Of a server on the machine that the extension runs on. */
export function costOnThisMachine(): string {
  return env.remoteName === undefined
    ? l10n.t('Free. No key. Pictures stay on this machine.')
    : l10n.t('Free. No key. Pictures stay on the remote machine, on which it has to run.');
}
