import { l10n } from 'vscode';
import type { Outcome } from '../core/imagesToPrompts.ts';
import { deliver } from './destinations/deliver.ts';
import { chosenDestination } from './destinations/destination.ts';
import { findPrompts } from './findPrompts.ts';
import { withDelayedProgress } from './messages/delayedProgress.ts';
import { failureLines } from './messages/failureLines.ts';
import { unlinked } from './messages/messages.ts';
import type { Services } from './services.ts';
import type { DestinationChoice } from './settings.ts';
import type { FileImage } from './sources/fileImage.ts';
import { pickedImages } from './sources/pointedImages.ts';

/**
 * From the pictures that the user pointed at to their prompts in their place, which is where the cursor was when this
 * began. Shows what went wrong; of several pictures that failed, in one message.
 */
export async function generatePrompts(
  images: readonly FileImage[],
  choice: DestinationChoice,
  services: Services,
): Promise<void> {
  const { problems, targetEditor } = services;
  const chooseAnother = async () => generatePrompts(await pickedImages(), choice, services);
  const task = async () => {
    const outcome = await targetEditor.withPlace(async (place) => {
      const destination = await chosenDestination(choice, place);
      const outcome = await withDelayedProgress(titleFor(images), (progress) =>
        findPrompts(images, services, progress),
      );
      await deliver(outcome, destination, place);
      return outcome;
    });
    const [failure] = outcome.failures;
    if (failure === undefined) return;
    if (images.length === 1) throw failure.error;
    const failed = [...outcome.failures.map(({ source }) => source), ...outcome.notTried];
    const retry = () => generatePrompts(failed, choice, services);
    problems.showSeveral(failureSentence(outcome, images.length), outcome, { retry, chooseAnother });
  };
  await problems.guard(images.map(({ name }) => name).join(', '), task, chooseAnother);
}

function titleFor([first, ...others]: readonly FileImage[]): string {
  return first && others.length === 0
    ? l10n.t('Generating a prompt for {0}', unlinked(first.name))
    : l10n.t('Generating prompts');
}

/** Names the first reasons; all of them are in the log, and at the end of a new document. */
function failureSentence(outcome: Outcome<FileImage>, total: number): string {
  const failed = failureLines(outcome);
  const reasons = failed.slice(0, reasonsInMessage).map(({ name, line }) => `${name}: ${line}`);
  return l10n.t('{0} of {1} pictures have no prompt. {2}', failed.length, total, reasons.join(' '));
}

/** As many as a notification has room for. */
const reasonsInMessage = 3;
