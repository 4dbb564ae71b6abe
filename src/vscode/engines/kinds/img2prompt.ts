import { l10n } from 'vscode';
import { Img2promptEngine } from '../../../engines/img2prompt.ts';
import { novita } from '../../../engines/novita.ts';
import { keepSetting } from '../../configuration.ts';
import { settings } from '../../settings.ts';
import { costOfOwnServer } from '../costs.ts';
import type { EngineKind } from '../engineKind.ts';

export const img2prompt: EngineKind = {
  name: () => l10n.t('Image to Prompt'),
  address: { setting: 'baseUrl', value: () => settings.baseUrl },
  ways() {
    const address = URL.parse(settings.baseUrl);
    if (address?.origin === novita.origin) return []; // which `auto` offers
    return [
      {
        label: l10n.t('Your Image to Prompt Server'),
        description: address?.host ?? '',
        detail: costOfOwnServer(),
        isCurrent: settings.engine === 'auto' || settings.engine === 'img2prompt',
        setUp: () => keepSetting('baseUrl', settings.baseUrl),
      },
    ];
  },
  async make({ serviceAt }) {
    const service = await serviceAt(settings.baseUrl);
    const engine = new Img2promptEngine(service);
    return { engine, reached: { service, probe: engine.probe.bind(engine) } };
  },
};
