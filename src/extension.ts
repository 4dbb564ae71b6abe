import { commands, type ExtensionContext } from 'vscode';
import type { CommandTable } from './vscode/commands.ts';
import { TargetEditor } from './vscode/destinations/targetEditor.ts';

/** Registers the commands of the manifest. What they do is loaded with the first that is run. */
export function activate(context: ExtensionContext): void {
  const targetEditor = new TargetEditor();
  let table: Promise<CommandTable> | undefined;
  const run = async (id: string, clicked: unknown, selected: unknown) => {
    table ??= import('./composition.ts').then(({ compose }) => compose(context, targetEditor));
    await (await table)[id]?.(clicked, selected);
  };
  const declared: readonly { readonly command: string }[] =
    context.extension.packageJSON.contributes.commands;
  context.subscriptions.push(
    targetEditor,
    ...declared.map(({ command }) =>
      commands.registerCommand(command, (clicked: unknown, selected: unknown) =>
        run(command, clicked, selected),
      ),
    ),
  );
}
