import { l10n } from 'vscode';
import { AutoEngine } from '../../../engines/auto.ts';
import { Img2promptEngine } from '../../../engines/img2prompt.ts';
import { novita } from '../../../engines/novita.ts';
import { VisionEngine } from '../../../engines/vision.ts';
import { parseServiceAddress } from '../../../net/serviceAddress.ts';
import { keepSetting } from '../../configuration.ts';
import { settings } from '../../settings.ts';
import { costOfAccount } from '../costs.ts';
import type { EngineKind } from '../engineKind.ts';
import { modelChoice } from '../modelChoice.ts';
import { retirements } from '../retirements.ts';

const { host } = new URL(novita.origin);

export const auto: EngineKind = {
  address: { setting: 'baseUrl', value: () => settings.baseUrl },
  ways: () => [
    {
      label: l10n.t('Novita AI'),
      description: l10n.t('{0}, Image to Prompt until it is retired', host),
      detail: costOfAccount(host),
      isCurrent: settings.engine === 'auto' && URL.parse(settings.baseUrl)?.origin === novita.origin,
      setUp: () => keepSetting('baseUrl', novita.origin),
    },
  ],
  async make({ serviceAt, memory, whileAsking }) {
    const service = await serviceAt(settings.baseUrl);
    const img2prompt = new Img2promptEngine(service);
    const probe = img2prompt.probe.bind(img2prompt);
    const isSameOrigin = URL.parse(settings.visionBaseUrl)?.origin === service.address.origin;
    if (!isSameOrigin) return { engine: img2prompt, reached: { service, probe } };
    const visionService = { ...service, address: parseServiceAddress(settings.visionBaseUrl) };
    const engine = new AutoEngine({
      base: service.address.base,
      img2prompt,
      vision: new VisionEngine(visionService, modelChoice(memory, whileAsking)),
      retirements: retirements(memory),
      now: Date.now,
    });
    return { engine, reached: { service, visionService, probe } };
  },
};
