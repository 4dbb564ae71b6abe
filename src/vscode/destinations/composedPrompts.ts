import { workspace } from 'vscode';
import type { Prompt } from '../../core/imagesToPrompts.ts';
import { composed } from '../../text/composed.ts';
import { localDate } from '../../text/localDate.ts';
import { settings } from '../settings.ts';
import type { FileImage } from '../sources/fileImage.ts';

/**
 * The prompts as the settings want them, with their template, prefix and suffix; `languageId` is that of the document
 * they go to, where there is one. A template may give a prompt several lines.
 */
export function composedPrompts(
  prompts: readonly Prompt<FileImage>[],
  languageId: string | undefined,
): Prompt<FileImage>[] {
  const date = localDate(new Date());
  return prompts.map(({ source, text }) => {
    const facts = {
      imageName: source.name,
      imagePath: workspace.asRelativePath(source.uri),
      engine: settings.engine,
      date,
    };
    return { source, text: composed(text, { ...settings.composition(source.uri, languageId), facts }) };
  });
}
