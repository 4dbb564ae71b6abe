import { commands, l10n, Range, window, workspace } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { promptList } from '../../text/promptList.ts';
import { failureLines } from '../messages/failures.ts';
import { settings } from '../settings.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { composedPrompts } from './composedPrompts.ts';

/** Opens a document that holds the prompts, with the pictures that have none at its end. */
export async function openNewDocument(outcome: Outcome<FileImage>): Promise<void> {
  const without = failureLines(outcome);
  const isSingle = outcome.prompts.length === 1 && without.length === 0;
  const language = settings.newDocumentLanguage || (isSingle ? 'plaintext' : 'markdown');
  const prompts = composedPrompts(outcome.prompts, language);
  const [only] = prompts;
  const content =
    isSingle && only
      ? `${only.text}\n`
      : promptList(
          prompts.map(({ source, text }) => ({ name: source.name, line: text })),
          without,
          l10n.t('Images without a prompt'),
          language === 'markdown',
        );
  const document = await workspace.openTextDocument({ language, content });
  // The cursor on the empty last line: the next prompt that goes to the cursor does not run into this one.
  const end = document.positionAt(content.length);
  await window.showTextDocument(document, { preview: false, selection: new Range(end, end) });
  // A prompt is one long line, which VS Code lets run out of sight in plain text. This is for the one document alone.
  const wordWrap = workspace.getConfiguration('editor', document).get('wordWrap');
  if (wordWrap === 'off') await commands.executeCommand('editor.action.toggleWordWrap');
}
