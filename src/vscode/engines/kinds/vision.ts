import { l10n, window } from 'vscode';
import { PromptError } from '../../../core/promptError.ts';
import { novita } from '../../../engines/novita.ts';
import { VisionEngine } from '../../../engines/vision.ts';
import { parseServiceAddress } from '../../../net/serviceAddress.ts';
import { keepSetting } from '../../configuration.ts';
import { sentenceOf } from '../../messages/errorSentences.ts';
import { settings } from '../../settings.ts';
import { costOfAccount, costOfOwnServer, costOnThisMachine } from '../costs.ts';
import type { EngineKind, Way } from '../engineKind.ts';
import { modelChoice } from '../modelChoice.ts';

export const vision: EngineKind = {
  name: () => l10n.t('Vision model'),
  address: { setting: 'vision.baseUrl', value: () => settings.visionBaseUrl },
  ways() {
    const known = [
      wayTo(l10n.t('Novita AI Vision Model'), novita.visionBaseUrl, costOfAccount),
      wayTo('Ollama', 'http://localhost:11434/v1', costOnThisMachine),
      wayTo('LM Studio', 'http://localhost:1234/v1', costOnThisMachine),
      wayTo('OpenRouter', 'https://openrouter.ai/api/v1', costOfAccount),
      wayTo('OpenAI', 'https://api.openai.com/v1', costOfAccount),
    ];
    const isOwn = settings.engine === 'vision' && !known.some(({ isCurrent }) => isCurrent);
    const address = isOwn ? settings.visionBaseUrl : '';
    const own = {
      label: l10n.t('Your Own Server...'),
      description: URL.parse(address)?.host ?? l10n.t('any server with a chat completions API'),
      detail: costOfOwnServer(),
      isCurrent: isOwn,
      setUp: async () => await keepAddress(await enteredAddress(address)),
    };
    return [...known, own];
  },
  async make({ serviceAt, memory, whileAsking }) {
    const service = await serviceAt(settings.visionBaseUrl);
    const engine = new VisionEngine(service, modelChoice(memory, whileAsking));
    return { engine, reached: { service, visionService: service, probe: engine.probe.bind(engine) } };
  },
};

function wayTo(label: string, address: string, costOf: (host: string) => string): Way {
  const { host } = new URL(address);
  const isCurrent = settings.engine === 'vision' && settings.visionBaseUrl === address;
  return { label, description: host, detail: costOf(host), isCurrent, setUp: () => keepAddress(address) };
}

/** Another server has other models. */
async function keepAddress(address: string): Promise<void> {
  await keepSetting('vision.baseUrl', address);
  await keepSetting('vision.model', undefined);
}

async function enteredAddress(current: string): Promise<string> {
  const address = await window.showInputBox({
    title: l10n.t('Server Address'),
    value: current,
    prompt: l10n.t('Base URL of its chat completions API, for example http://localhost:8080/v1'),
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        parseServiceAddress(text);
        return undefined;
      } catch (error) {
        return sentenceOf(error, text);
      }
    },
  });
  if (address === undefined) throw new PromptError({ kind: 'cancelled' });
  return parseServiceAddress(address).base;
}
