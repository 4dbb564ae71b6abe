import { CodeActionKind, commands, type ExtensionContext, languages, lm, window } from 'vscode';
import type { Features } from './composition.ts';
import { languagesWithImages } from './text/images/imageSyntax.ts';
import { whenUnfinished } from './vscode/captions/unfinishedBatches.ts';
import { TargetEditor } from './vscode/destinations/targetEditor.ts';
import { historyViewId } from './vscode/history/historyViewId.ts';
import { registerImagePaste } from './vscode/paste/registerImagePaste.ts';

/** Registers what the manifest declares. What it does is loaded with the first that is used. */
export function activate(context: ExtensionContext): void {
  const targetEditor = new TargetEditor();
  let features: Promise<Features> | undefined;
  const load = () => {
    features ??= import('./composition.ts').then(({ compose }) => compose(context, targetEditor));
    return features;
  };
  const { contributes } = context.extension.packageJSON;
  const declaredCommands: readonly { readonly command: string }[] = contributes.commands;
  const declaredTools: readonly { readonly name: string }[] = contributes.languageModelTools;
  context.subscriptions.push(
    targetEditor,
    ...declaredCommands.map(({ command }) =>
      commands.registerCommand(command, async (clicked: unknown, selected: unknown) =>
        (await load()).commands[command]?.(clicked, selected),
      ),
    ),
    ...declaredTools.map(({ name }) =>
      lm.registerTool<unknown>(name, {
        prepareInvocation: async (options) => (await load()).describeImage.prepareInvocation(options),
        invoke: async (options, token) => (await load()).describeImage.invoke(options, token),
      }),
    ),
    languages.registerCodeActionsProvider(
      [...languagesWithImages],
      {
        provideCodeActions: async (document, range, context) =>
          (await load()).altTextActions.provideCodeActions(document, range, context),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    languages.registerHoverProvider([...languagesWithImages], {
      provideHover: async (document, position) => (await load()).imageHover.provideHover(document, position),
    }),
    window.registerWebviewViewProvider(historyViewId, {
      resolveWebviewView: async (view) => (await load()).historyView.resolveWebviewView(view),
    }),
    registerImagePaste(async () => (await load()).imagePaste),
  );
  void whenUnfinished(context, async () => (await load()).captionBatches.offerToResume());
}
