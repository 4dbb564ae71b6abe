import { l10n, type Memento, window } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import type { ModelChoice } from '../../engines/vision.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import { settings } from '../settings.ts';

/** The model of the settings; else the one chosen for an address before; else the user is asked. */
export function modelChoice(memory: Memento, whileAsking: WhileAsking): ModelChoice {
  const name = (base: string) => `visionModel:${base}`;
  return {
    known: (base) => settings.visionModel || memory.get<string>(name(base)),
    remember: async (base, model) => await memory.update(name(base), model),
    ask: (host, models) =>
      whileAsking(async () => {
        const title = l10n.t('Which model at {0} should describe images?', host);
        const ids = models.map(({ id }) => id).sort();
        const model =
          ids.length > 0
            ? await window.showQuickPick(ids, { title, ignoreFocusOut: true })
            : await window.showInputBox({
                title,
                prompt: l10n.t(
                  "The server doesn't list its models. Enter the name of one that accepts images.",
                ),
                ignoreFocusOut: true,
              });
        if (!model?.trim()) throw new PromptError({ kind: 'cancelled' });
        return model.trim();
      }),
  };
}
