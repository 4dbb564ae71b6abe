import { env, l10n, window } from 'vscode';
import { type Connection, checkConnection } from '../../engines/connection.ts';
import type { Way } from '../../net/httpTransport.ts';
import { languageModels, nameInSettings } from '../languageModels/languageModels.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { sentenceOf } from '../messages/errorSentences.ts';
import { amountText, numberText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import { currentEngine } from './currentEngine.ts';

/** Shows what of the connection works, found out at no cost. */
export async function showConnection(services: Services): Promise<void> {
  const [host, lines] = await withDelayedProgress(l10n.t('Checking connection'), async (progress) => {
    const { engine, reached } = await currentEngine(services, progress.quietWhile);
    if (reached === undefined) return [engine.host, await linesOfModel(engine.host)];
    const { service, visionService, probe } = reached;
    const connection = await checkConnection(service, visionService, probe, progress.signal);
    return [service.address.host, linesOf(connection, service.address.base)];
  });
  const detail = lines.join('\n');
  const copy = l10n.t('Copy');
  const chosen = await window.showInformationMessage(
    l10n.t('Connection to {0}', host),
    { modal: true, detail },
    copy,
  );
  if (chosen === copy) await env.clipboard.writeText(detail);
}

async function linesOfModel(name: string): Promise<string[]> {
  const models = await languageModels();
  return [
    models.some((model) => nameInSettings(model) === name)
      ? l10n.t('This model is available in VS Code. Send an image to find out whether it accepts images.')
      : l10n.t("This model isn't available in VS Code."),
    l10n.t('API key: not needed.'),
  ];
}

function linesOf(
  { failure, way, isOffered, key, balanceUsd, visionModels }: Connection,
  base: string,
): string[] {
  const wayLines = way === undefined ? [] : [wayLine(way)];
  if (failure) return [sentenceOf(failure, base), ...wayLines];
  const lines = [
    isOffered
      ? l10n.t('Address: {0} responds.', base)
      : l10n.t("Address: {0} responds, but this API isn't available there.", base),
    ...wayLines,
    {
      none: l10n.t('API key: not set.'),
      missing: l10n.t('API key: not set, but the service requires one.'),
      refused: l10n.t('API key: rejected.'),
      accepted: l10n.t('API key: not rejected.'),
    }[key],
  ];
  if (balanceUsd !== undefined) lines.push(l10n.t('Balance: {0} USD', amountText(balanceUsd)));
  if (visionModels !== undefined)
    lines.push(l10n.t('Models that accept images: {0}', numberText(visionModels)));
  return lines;
}

function wayLine(way: Way): string {
  if (way === 'direct') return l10n.t('Route: direct, without a proxy.');
  if (way === 'host') return l10n.t("Route: through VS Code's network stack, which uses the system proxy.");
  return l10n.t('Route: through the proxy {0}.', way.proxy);
}
