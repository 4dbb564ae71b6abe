import { ConfigurationTarget, env, l10n, type Memento, type QuickPickItem, window, workspace } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import { parseServiceAddress } from '../../net/serviceAddress.ts';
import { BlindModels, chooseLanguageModel, languageModels } from '../languageModels/languageModels.ts';
import { sentenceOf } from '../messages/errorSentences.ts';
import type { Services } from '../services.ts';
import { type EngineChoice, engineSettings, settings } from '../settings.ts';

/** A way to prompts: its host, and what it costs in money and privacy. */
interface Way extends QuickPickItem {
  readonly engine: EngineChoice;
  /** Asks what else there is to say, and keeps it. Throws a PromptError `cancelled` when the user does not say. */
  setUp(): Promise<unknown>;
}

/** Lets the user choose where prompts come from. Throws a PromptError `cancelled` when they do not. */
export async function selectEngine(memory: Memento): Promise<void> {
  const way = await window.showQuickPick(await ways(memory), {
    title: l10n.t('Where should prompts come from?'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (way === undefined) throw new PromptError({ kind: 'cancelled' });
  await way.setUp();
  await keep('engine', way.engine);
}

async function keep(setting: string, value: string | undefined): Promise<void> {
  await workspace.getConfiguration('img2prompt').update(setting, value, ConfigurationTarget.Global);
}

/** Another server has other models. */
async function keepVisionAddress(address: string): Promise<void> {
  await keep('vision.baseUrl', address);
  await keep('vision.model', undefined);
}

/** Lets the user choose where there is neither a key nor a setting to say it: at the first command, as a rule. */
export async function offerEngines({ apiKeys, memory }: Pick<Services, 'apiKeys' | 'memory'>): Promise<void> {
  const configuration = workspace.getConfiguration('img2prompt');
  const isSet = engineSettings.some((name) => configuration.inspect(name)?.globalValue !== undefined);
  if (!isSet && (await apiKeys.get(novita.origin)) === undefined) await selectEngine(memory);
}

async function ways(memory: Memento): Promise<Way[]> {
  const localMachine =
    env.remoteName === undefined
      ? l10n.t('Free. No API key. Images stay on this machine.')
      : l10n.t('Free. No API key. Images stay on the remote machine, where the server must run.');
  const keyAndBill = (host: string) =>
    l10n.t('Requires an API key. The service bills your account. Images are sent to {0}.', host);
  const hostOf = (address: string) => new URL(address).host;
  const isNovita = URL.parse(settings.baseUrl)?.origin === novita.origin;
  const ownServer: Way[] = isNovita
    ? []
    : [
        {
          label: l10n.t('Your Image to Prompt Server'),
          description: URL.parse(settings.baseUrl)?.host ?? '',
          detail: l10n.t('The cost depends on the server. Images are sent only there.'),
          engine: 'img2prompt',
          setUp: () => keep('baseUrl', settings.baseUrl),
        },
      ];
  return [
    {
      label: l10n.t('Novita AI'),
      description: hostOf(novita.origin),
      detail: keyAndBill(hostOf(novita.origin)),
      engine: 'auto',
      setUp: () => keep('baseUrl', novita.origin),
    },
    ...ownServer,
    ...(await languageModelWay(memory)),
    {
      label: l10n.t('Novita AI Vision Model'),
      description: hostOf(novita.visionBaseUrl),
      detail: keyAndBill(hostOf(novita.visionBaseUrl)),
      engine: 'vision',
      setUp: () => keepVisionAddress(novita.visionBaseUrl),
    },
    ...[
      { label: 'Ollama', address: 'http://localhost:11434/v1' },
      { label: 'LM Studio', address: 'http://localhost:1234/v1' },
    ].map(
      ({ label, address }): Way => ({
        label,
        description: hostOf(address),
        detail: localMachine,
        engine: 'vision',
        setUp: () => keepVisionAddress(address),
      }),
    ),
    ...[
      { label: 'OpenRouter', address: 'https://openrouter.ai/api/v1' },
      { label: 'OpenAI', address: 'https://api.openai.com/v1' },
    ].map(
      ({ label, address }): Way => ({
        label,
        description: hostOf(address),
        detail: keyAndBill(hostOf(address)),
        engine: 'vision',
        setUp: () => keepVisionAddress(address),
      }),
    ),
    {
      label: l10n.t('Your Own Server...'),
      description: l10n.t('any server with a chat completions API'),
      detail: l10n.t('The cost depends on the server. Images are sent only there.'),
      engine: 'vision',
      setUp: async () => await keepVisionAddress(await enteredAddress()),
    },
  ];
}

/** Nothing where VS Code offers no model, or cannot pass pictures to any. */
async function languageModelWay(memory: Memento): Promise<Way[]> {
  if ((await languageModels()).length === 0) return [];
  return [
    {
      label: l10n.t('VS Code Language Model...'),
      description: l10n.t('from GitHub Copilot or another provider'),
      detail: l10n.t('No API key. Uses your plan with the model provider. Images are sent to that provider.'),
      engine: 'languageModel',
      setUp: () => chooseLanguageModel(new BlindModels(memory)),
    },
  ];
}

async function enteredAddress(): Promise<string> {
  const address = await window.showInputBox({
    title: l10n.t('Server Address'),
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
