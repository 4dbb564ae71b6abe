import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  l10n,
  type Range,
  type TextDocument,
} from 'vscode';
import { documentImages } from './documentImages.ts';

/**
 * Quick fixes for the images of a document: their alt text, also where a linter misses it, and the prompt below them.
 * Asks nobody before one is chosen.
 */
export class AltTextActions implements CodeActionProvider {
  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { diagnostics }: CodeActionContext,
  ): Promise<CodeAction[]> {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const images = await documentImages(document);
    const image = images.find(({ uri, span }) => uri && span.start <= end && start <= span.end);
    if (image?.uri === undefined) return [];
    const { span, uri } = image;
    const actions: CodeAction[] = [];
    if (span.alt.state === 'missing') {
      const complaints = diagnostics.filter(isAboutAltText);
      actions.push(
        action(l10n.t('Fill in alt text'), 'img2prompt.fillAltText', [document.uri, span.start], complaints),
      );
    }
    if (!span.isInTableCell) {
      const below = { document: document.uri, offset: span.end };
      actions.push(action(l10n.t('Insert prompt below image'), 'img2prompt.insertAtCursor', [uri, below]));
    }
    return actions;
  }
}

function action(
  title: string,
  command: string,
  commandArguments: readonly unknown[],
  diagnostics: readonly Diagnostic[] = [],
): CodeAction {
  const made = new CodeAction(title, CodeActionKind.QuickFix);
  made.command = { title, command, arguments: [...commandArguments] };
  made.diagnostics = [...diagnostics];
  return made;
}

/** How linters call an image without alt text: markdownlint, HTMLHint, webhint with axe, eslint's jsx-a11y. */
const altTextRules: ReadonlySet<string> = new Set([
  'MD045',
  'alt-require',
  'image-alt',
  'axe/text-alternatives',
  'jsx-a11y/alt-text',
]);

function isAboutAltText({ code }: Diagnostic): boolean {
  return altTextRules.has(String(typeof code === 'object' ? code.value : code));
}
