import { l10n } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import type { NamedLine } from '../../text/promptList.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { sentenceOf } from './errorSentences.ts';
import type { ProblemReport, Remedies } from './problemReport.ts';
import { numberText, sentencesText } from './wording.ts';

/** The pictures of a run that have no prompt, each with the reason. */
export function failureLines({ failures, notTried }: Outcome<FileImage>): NamedLine[] {
  return [
    ...failures.map(({ source, error }) => ({ name: source.name, line: sentenceOf(error, source.name) })),
    ...notTried.map(({ name }) => ({ name, line: l10n.t('Not tried.') })),
  ];
}

/**
 * Shows, in one message, what became of the pictures of a run that have no prompt. Of the only picture of a run it
 * throws the error, for whoever guards the run.
 */
export function showFailures(
  outcome: Outcome<FileImage>,
  total: number,
  problems: ProblemReport,
  remedies: Remedies,
): void {
  const [failure] = outcome.failures;
  if (failure === undefined) return;
  if (total === 1) throw failure.error;
  problems.showSeveral(failureSentence(outcome, total), outcome, remedies);
}

/** Names the first reasons; all of them are in the log, and at the end of a new document. */
function failureSentence(outcome: Outcome<FileImage>, total: number): string {
  const failed = failureLines(outcome);
  const reasons = failed.slice(0, reasonsInMessage).map(({ name, line }) => `${name}: ${line}`);
  return l10n.t(
    'Images without a prompt: {0} of {1}. {2}',
    numberText(failed.length),
    numberText(total),
    sentencesText(reasons),
  );
}

/** As many as a notification has room for. */
const reasonsInMessage = 3;
