import { l10n, window, workspace } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { Downloads } from '../../net/downloads.ts';
import { parseServiceAddress } from '../../net/serviceAddress.ts';
import { currentAddress, currentHost } from '../engines/currentEngine.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import { listText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import type { FileImage } from './fileImage.ts';
import { isInner, WebImage, webHosts } from './webImage.ts';

/** Has the pictures of the web among these downloaded as they are read, in one run that the user asked for. */
export function allowDownloads(
  images: readonly FileImage[],
  { http, log }: Pick<Services, 'http' | 'log'>,
  signal: AbortSignal,
): void {
  const downloads = new Downloads({ http, timeoutMs: settings.requestTimeoutMs, signal });
  for (const image of images) {
    if (!(image instanceof WebImage)) continue;
    log.info(`${image.name}: to be downloaded from ${image.uri.authority}`);
    image.useDownloads(downloads);
  }
}

/**
 * Asks before a picture is downloaded from this machine or the user's own network, since whoever wrote the document
 * chose the address: where the workspace is not trusted, and where the picture would leave that network. Throws a
 * PromptError `cancelled` when the user does not want that.
 */
export async function confirmInnerHosts(
  images: readonly FileImage[],
  whileAsking: WhileAsking,
): Promise<void> {
  const hosts = webHosts(images.map(({ uri }) => uri)).filter(isInner);
  if (hosts.length === 0 || (workspace.isTrusted && isEngineInside())) return;
  const download = l10n.t('Download');
  const detail = l10n.t(
    'The document links to this machine or your own network. What is downloaded is then sent to {0}.',
    currentHost(),
  );
  const chosen = await whileAsking(async () =>
    window.showWarningMessage(
      l10n.t('Download from {0}?', listText(hosts)),
      { modal: true, detail },
      download,
    ),
  );
  if (chosen !== download) throw new PromptError({ kind: 'cancelled' });
}

function isEngineInside(): boolean {
  const address = currentAddress();
  if (address === undefined) return false;
  const { isLoopback, isPrivateNetwork } = parseServiceAddress(address.value());
  return isLoopback || isPrivateNetwork;
}
