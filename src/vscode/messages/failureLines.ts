import { l10n } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import type { NamedLine } from '../../text/promptList.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { sentenceOf } from './errorSentences.ts';

/** The pictures of a run that have no prompt, each with the reason. */
export function failureLines({ failures, notTried }: Outcome<FileImage>): NamedLine[] {
  return [
    ...failures.map(({ source, error }) => ({ name: source.name, line: sentenceOf(error, source.name) })),
    ...notTried.map(({ name }) => ({ name, line: l10n.t('Not tried.') })),
  ];
}
