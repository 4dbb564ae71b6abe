import { l10n } from 'vscode';
import { languageModelEngine } from '../../languageModels/languageModelEngine.ts';
import { BlindModels, chooseLanguageModel, languageModels } from '../../languageModels/languageModels.ts';
import type { EngineKind } from '../engineKind.ts';

export const languageModel: EngineKind = {
  name: () => l10n.t('Model of VS Code'),
  /** None where VS Code offers no model, or cannot pass pictures to any. */
  async ways(memory) {
    if ((await languageModels()).length === 0) return [];
    return [
      {
        label: l10n.t('A Model of VS Code...'),
        description: l10n.t('such as those of Copilot'),
        detail: l10n.t('No key. Your plan with its provider pays. Pictures go to that provider.'),
        setUp: () => chooseLanguageModel(new BlindModels(memory)),
      },
    ];
  },
  async make({ memory, whileAsking }) {
    return { engine: await languageModelEngine(memory, whileAsking) };
  },
};
