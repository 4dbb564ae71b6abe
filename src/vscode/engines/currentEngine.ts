import { l10n } from 'vscode';
import type { Engine } from '../../core/engine.ts';
import { AutoEngine } from '../../engines/auto.ts';
import type { Probe } from '../../engines/connection.ts';
import { Img2promptEngine } from '../../engines/img2prompt.ts';
import type { Service } from '../../engines/service.ts';
import { VisionEngine } from '../../engines/vision.ts';
import type { KeyRing } from '../../engines/withKey.ts';
import { parseServiceAddress } from '../../net/serviceAddress.ts';
import { languageModelEngine } from '../languageModels/languageModelEngine.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { confirmInsecureAddress } from './confirmInsecureAddress.ts';
import { modelChoice } from './modelChoice.ts';
import { retirements } from './retirements.ts';

/** The engine that the settings ask for. */
export interface CurrentEngine {
  readonly engine: Engine;
  /** The service whose key it uses; undefined for a model of VS Code, which needs none of ours. */
  readonly reached: ReachedService | undefined;
}

interface ReachedService {
  readonly service: Service;
  /** Where its vision models are; undefined where it uses none. */
  readonly visionService: Service | undefined;
  readonly probe: Probe;
}

/** Who receives a picture that is described now, as people are told before; throws for an address that is none. */
export function currentHost(): string {
  if (settings.engine !== 'languageModel') return parseServiceAddress(settings.addressOfEngine).host;
  return settings.languageModel || l10n.t('a VS Code model of your choice');
}

/**
 * Makes the engine that the settings ask for now. Throws a PromptError `unreachable` when their address is no good, and
 * `cancelled` when the user does not want to use an address that is not safe.
 */
export async function currentEngine(
  services: Pick<Services, 'http' | 'apiKeys' | 'memory'>,
  whileAsking: WhileAsking,
): Promise<CurrentEngine> {
  const { http, apiKeys, memory } = services;
  if (settings.engine === 'languageModel') {
    return { engine: await languageModelEngine(memory, whileAsking), reached: undefined };
  }
  const keys: KeyRing = {
    get: (origin) => apiKeys.get(origin),
    ask: (request) => whileAsking(() => apiKeys.ask(request)),
  };
  const serviceAt = async (baseUrl: string): Promise<Service> => {
    const address = parseServiceAddress(baseUrl);
    await whileAsking(() => confirmInsecureAddress(address, memory));
    return { address, http, keys, timeoutMs: settings.requestTimeoutMs };
  };
  const visionAt = (service: Service) => new VisionEngine(service, modelChoice(memory, whileAsking));

  if (settings.engine === 'vision') {
    const service = await serviceAt(settings.visionBaseUrl);
    const engine = visionAt(service);
    return { engine, reached: { service, visionService: service, probe: engine.probe.bind(engine) } };
  }
  const service = await serviceAt(settings.baseUrl);
  const img2prompt = new Img2promptEngine(service);
  const probe = img2prompt.probe.bind(img2prompt);
  const isSameOrigin = URL.parse(settings.visionBaseUrl)?.origin === service.address.origin;
  if (settings.engine === 'img2prompt' || !isSameOrigin) {
    return { engine: img2prompt, reached: { service, visionService: undefined, probe } };
  }
  const visionService = { ...service, address: parseServiceAddress(settings.visionBaseUrl) };
  const engine = new AutoEngine({
    base: service.address.base,
    img2prompt,
    vision: visionAt(visionService),
    retirements: retirements(memory),
    now: Date.now,
  });
  return { engine, reached: { service, visionService, probe } };
}
