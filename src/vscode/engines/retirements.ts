import { commands, l10n, type Memento } from 'vscode';
import type { Retirements } from '../../engines/auto.ts';
import { showInformation } from '../messages/messages.ts';

/** Keeps in the memory of the extension which addresses have retired Image to Prompt. */
export function retirements(memory: Memento): Retirements {
  const name = (base: string) => `retiredAt:${base}`;
  return {
    notedAt: (base) => memory.get<number>(name(base)),
    note(base, atMs) {
      // What cannot be kept is found out again the next time.
      memory.update(name(base), atMs).then(undefined, () => {});
    },
    announce(host, model) {
      showInformation(
        l10n.t(
          '{0} no longer offers Image to Prompt. From now on, its model {1} generates your prompts with the same API key.',
          host,
          model,
        ),
        [
          {
            title: l10n.t('Select Engine'),
            run: () => commands.executeCommand('img2prompt.selectEngine'),
          },
        ],
      );
    },
  };
}
