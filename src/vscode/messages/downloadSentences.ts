import { l10n } from 'vscode';
import type { DownloadFlaw, Obstacle } from '../../core/promptError.ts';
import { numberText } from './wording.ts';

/** Why a picture of the web is not here, and what to do. `host` is who did not give it. */
export function downloadSentence(why: DownloadFlaw, host: string, name: string): string {
  switch (why.was) {
    case 'missing':
      return l10n.t('{0} has no {1} (HTTP {2}). Check its address in the document.', host, name, why.status);
    case 'refused':
      return l10n.t(
        '{0} does not give {1} to everybody (HTTP {2}). Open it in the browser and save it first.',
        host,
        name,
        why.status,
      );
    case 'failing':
      return l10n.t(
        '{0} failed (HTTP {2}), so {1} was not downloaded. Try again later.',
        host,
        name,
        why.status,
      );
    case 'redirected':
      return l10n.t(
        '{0} leads from {1} to an address that is not followed. Open it in the browser and save it first.',
        host,
        name,
      );
    case 'notAnImage':
      return l10n.t('{0} has something else than a picture for {1}. Open it in the browser.', host, name);
    case 'tooLarge':
      return l10n.t(
        '{1} has more than {2} MB, so it was not downloaded from {0}. Open it in the browser and save it first.',
        host,
        name,
        numberText(why.maxBytes / 1_000_000),
      );
    case 'unreachable':
      return unreachableSentence(why.obstacle, host, name);
    case 'timedOut':
      return l10n.t(
        '{0} did not deliver {1} within {2} s. Try again, or allow it more time.',
        host,
        name,
        why.timeoutSeconds,
      );
  }
}

function unreachableSentence(obstacle: Obstacle, host: string, name: string): string {
  switch (obstacle) {
    case 'nameUnknown':
      return l10n.t(
        '{0}, where {1} should be, was not found. Check the network and the address in the document.',
        host,
        name,
      );
    case 'connectionRefused':
      return l10n.t('Nothing answers at {0}, where {1} should be. Is the server running?', host, name);
    case 'connectionLost':
      return l10n.t('The connection to {0} broke off while {1} was downloaded. Try again.', host, name);
    case 'certificate':
      return l10n.t('The certificate of {0} is not trusted, so {1} was not downloaded.', host, name);
    case 'notHttps':
      return l10n.t('{0} does not speak https. Should the address of {1} begin with http?', host, name);
    case 'proxy':
      return l10n.t(
        '{0}, where {1} should be, could not be reached through the proxy. Check the proxy and its password in the setting http.proxy.',
        host,
        name,
      );
    default:
      return l10n.t(
        '{0}, where {1} should be, could not be reached. Check the network and try again.',
        host,
        name,
      );
  }
}
