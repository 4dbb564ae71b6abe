import { l10n } from 'vscode';
import { languageModelEngine } from '../../languageModels/languageModelEngine.ts';
import { BlindModels, chooseLanguageModel, languageModels } from '../../languageModels/languageModels.ts';
import { settings } from '../../settings.ts';
import type { EngineKind } from '../engineKind.ts';

export const languageModel: EngineKind = {
  name: () => l10n.t('VS Code language model'),
  /** None where VS Code offers no model, or cannot pass pictures to any. */
  async ways(memory) {
    if ((await languageModels()).length === 0) return [];
    return [
      {
        label: l10n.t('VS Code Language Model...'),
        description: l10n.t('from GitHub Copilot or another provider'),
        detail: l10n.t('Your plan with its provider pays. Images go to that provider.'),
        isCurrent: settings.engine === 'languageModel',
        setUp: () => chooseLanguageModel(new BlindModels(memory)),
      },
    ];
  },
  async make({ memory, whileAsking }) {
    return { engine: await languageModelEngine(memory, whileAsking) };
  },
};
