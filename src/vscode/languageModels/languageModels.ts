import { type LanguageModelChat, l10n, lm, type Memento, type QuickPickItem, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { keepSetting } from '../configuration.ts';
import { canSendImages } from './imagePart.ts';

/** How a model is named in the settings: models of two vendors may share an id. */
export function nameInSettings({ vendor, id }: LanguageModelChat): string {
  return `${vendor}/${id}`;
}

/** What VS Code tells of a model since 1.106; unknown before, and where a vendor says nothing. */
interface Capabilities {
  readonly capabilities?: { readonly supportsImageToText?: boolean };
}

/** The models of this VS Code that may look at pictures; none where it cannot pass pictures on. */
export async function languageModels(): Promise<readonly LanguageModelChat[]> {
  if (!canSendImages()) return [];
  const models = await lm.selectChatModels();
  return models.filter((model) => (model as Capabilities).capabilities?.supportsImageToText !== false);
}

interface ModelItem extends QuickPickItem {
  readonly model: LanguageModelChat;
}

/**
 * Lets the user choose a model, keeps that in the settings, and returns its name there. Throws a PromptError `cancelled`
 * when they do not.
 */
export async function chooseLanguageModel(blind: BlindModels): Promise<string> {
  const items = (await languageModels()).map((model): ModelItem => {
    const name = nameInSettings(model);
    const refused = blind.has(name) ? l10n.t('This model rejected an image before.') : undefined;
    return { label: model.name, description: name, ...(refused && { detail: refused }), model };
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Which VS Code model should describe images?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new PromptError({ kind: 'cancelled' });
  const name = nameInSettings(picked.model);
  await keepSetting('languageModel.model', name);
  return name;
}

const memoryKey = 'blindModels';

/** The models that refused a picture: not every vendor says beforehand what its models see. */
export class BlindModels {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  has(name: string): boolean {
    return this.#names().includes(name);
  }

  async add(name: string): Promise<void> {
    await this.#memory.update(memoryKey, [...new Set([...this.#names(), name])]);
  }

  /** One that sees after all. */
  async remove(name: string): Promise<void> {
    if (this.has(name)) {
      await this.#memory.update(
        memoryKey,
        this.#names().filter((other) => other !== name),
      );
    }
  }

  #names(): readonly string[] {
    const found = this.#memory.get<unknown>(memoryKey);
    return Array.isArray(found) ? found.filter((name) => typeof name === 'string') : [];
  }
}
