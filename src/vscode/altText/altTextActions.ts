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
import { imageSyntaxOf } from '../../text/images/imageSyntax.ts';
import { targetAt } from '../../text/targets/targetAt.ts';
import { type DocumentImage, documentImages, imageHolding } from './documentImages.ts';

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
    const images = (await documentImages(document)).filter(({ uri }) => uri);
    const image =
      imageHolding(images, start) ?? images.find(({ span }) => span.start <= end && start <= span.end);
    if (image?.uri === undefined) return [];
    const { span, uri } = image;
    const actions: CodeAction[] = [];
    if (span.alt.state === 'missing') {
      const complaints = diagnostics.filter(isAboutAltText);
      actions.push(
        action(l10n.t('Fill in alt text'), 'img2prompt.fillAltText', [document.uri, span.start], complaints),
      );
    }
    if (hasRoomBelow(image, document)) {
      const below = { document: document.uri, offset: span.start };
      actions.push(action(l10n.t('Insert prompt below image'), 'img2prompt.insertAtCursor', [uri, below]));
    }
    return actions;
  }
}

/** Whether a paragraph may follow the line in which an image ends: in a program that may be code. */
function hasRoomBelow({ span }: DocumentImage, document: TextDocument): boolean {
  if (span.isInTableCell) return false;
  if (imageSyntaxOf(document.languageId) !== 'jsx') return true;
  const endOfLine = document.offsetAt(document.lineAt(document.positionAt(span.end)).range.end);
  return targetAt(document.languageId, document.getText(), endOfLine).kind === 'markupText';
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
