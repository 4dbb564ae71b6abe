import { l10n } from 'vscode';
import type { KeyRing } from '../../engines/withKey.ts';
import { parseServiceAddress } from '../../net/serviceAddress.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { confirmInsecureAddress } from './confirmInsecureAddress.ts';
import type { AddressInSettings, CurrentEngine } from './engineKind.ts';
import { engineKinds } from './engineKinds.ts';

/** Where the service of the engine is that the settings ask for; undefined where VS Code reaches the model. */
export function currentAddress(): AddressInSettings | undefined {
  return engineKinds[settings.engine].address;
}

/** Who receives a picture that is described now, as people are told before; throws for an address that is none. */
export function currentHost(): string {
  const address = currentAddress();
  if (address !== undefined) return parseServiceAddress(address.value()).host;
  return settings.languageModel || l10n.t('a VS Code model of your choice');
}

/**
 * Makes the engine that the settings ask for now. Throws a PromptError `unreachable` when their address is no good, and
 * `cancelled` when the user does not want to use an address that is not safe.
 */
export async function currentEngine(
  { http, apiKeys, memory }: Pick<Services, 'http' | 'apiKeys' | 'memory'>,
  whileAsking: WhileAsking,
): Promise<CurrentEngine> {
  const keys: KeyRing = {
    get: (origin) => apiKeys.get(origin),
    ask: (request) => whileAsking(() => apiKeys.ask(request)),
  };
  return await engineKinds[settings.engine].make({
    async serviceAt(baseUrl) {
      const address = parseServiceAddress(baseUrl);
      await whileAsking(() => confirmInsecureAddress(address, memory));
      return { address, http, keys, timeoutMs: settings.requestTimeoutMs };
    },
    memory,
    whileAsking,
  });
}
