import { l10n } from 'vscode';
import type { DownloadFlaw, Obstacle } from '../../core/promptError.ts';
import { numberText } from './wording.ts';

/** Why a picture of the web is not here, and what to do. `host` is who did not give it. */
export function downloadSentence(why: DownloadFlaw, host: string, name: string): string {
  switch (why.was) {
    case 'missing':
      return l10n.t(
        "{1} wasn't found on {0} (HTTP {2}). Check its address in the document.",
        host,
        name,
        why.status,
      );
    case 'refused':
      return l10n.t(
        '{0} denied access to {1} (HTTP {2}). Open it in a browser and save it first.',
        host,
        name,
        why.status,
      );
    case 'failing':
      return l10n.t(
        "{0} returned an error (HTTP {2}), so {1} wasn't downloaded. Try again later.",
        host,
        name,
        why.status,
      );
    case 'redirected':
      return l10n.t(
        "{0} redirects {1} to an address that isn't followed. Open it in a browser and save it first.",
        host,
        name,
      );
    case 'notAnImage':
      return l10n.t(
        "{1} on {0} isn't an image. Check its address in the document, or open it in a browser.",
        host,
        name,
      );
    case 'tooLarge':
      return l10n.t(
        "{1} is larger than {2} MB, so it wasn't downloaded from {0}. Open it in a browser and save it first.",
        host,
        name,
        numberText(why.maxBytes / 1_000_000),
      );
    case 'unreachable':
      return unreachableSentence(why.obstacle, host, name);
    case 'timedOut':
      return l10n.t(
        'Downloading {1} from {0} took longer than {2} s. Try again, or increase the timeout in settings.',
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
        "Couldn't find {0}, so {1} wasn't downloaded. Check your network connection and the address in the document.",
        host,
        name,
      );
    case 'connectionRefused':
      return l10n.t(
        "{0} refused the connection, so {1} wasn't downloaded. Check that the server is running.",
        host,
        name,
      );
    case 'connectionLost':
      return l10n.t('The connection to {0} was lost while downloading {1}. Try again.', host, name);
    case 'certificate':
      return l10n.t(
        "The certificate of {0} isn't trusted, so {1} wasn't downloaded. Check the address in the document and your network connection.",
        host,
        name,
      );
    case 'notHttps':
      return l10n.t(
        "{0} doesn't support HTTPS. Check whether the address of {1} should start with http instead.",
        host,
        name,
      );
    case 'proxy':
      return l10n.t(
        "Couldn't reach {0} through the proxy, so {1} wasn't downloaded. Check the proxy and its password in the setting http.proxy.",
        host,
        name,
      );
    default:
      return l10n.t(
        "Couldn't reach {0}, so {1} wasn't downloaded. Check your network connection and try again.",
        host,
        name,
      );
  }
}
