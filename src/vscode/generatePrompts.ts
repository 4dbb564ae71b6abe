import { l10n } from 'vscode';
import { deliver } from './destinations/deliver.ts';
import { chosenDestination } from './destinations/destination.ts';
import type { InsertionPlace } from './destinations/insertionPlace.ts';
import { findPrompts } from './findPrompts.ts';
import { withDelayedProgress } from './messages/delayedProgress.ts';
import { showFailures } from './messages/failures.ts';
import { unlinked } from './messages/messages.ts';
import type { Services } from './services.ts';
import type { DestinationChoice } from './settings.ts';
import { allowDownloads, confirmInnerHosts } from './sources/allowDownloads.ts';
import type { FileImage } from './sources/fileImage.ts';
import { pickedImages } from './sources/pointedImages.ts';

/**
 * From the pictures that the user pointed at to their prompts in their place, which is the given one, or where the cursor was
 * when this began. Shows what went wrong; of several pictures that failed, in one message.
 */
export async function generatePrompts(
  images: readonly FileImage[],
  choice: DestinationChoice,
  services: Services,
  givenPlace?: InsertionPlace,
): Promise<void> {
  const { problems, targetEditor } = services;
  const chooseAnother = async () => generatePrompts(await pickedImages(), choice, services);
  const task = async () => {
    const outcome = await targetEditor.withPlace(async (place) => {
      const destination = await chosenDestination(choice, place);
      const outcome = await withDelayedProgress(titleFor(images), async (progress) => {
        await confirmInnerHosts(images, progress.quietWhile);
        allowDownloads(images, services, progress.signal);
        return await findPrompts(images, services, progress);
      });
      await deliver(outcome, destination, place);
      return outcome;
    }, givenPlace);
    const failed = [...outcome.failures.map(({ source }) => source), ...outcome.notTried];
    const retry = () => generatePrompts(failed, choice, services);
    showFailures(outcome, images.length, problems, { retry, chooseAnother });
  };
  await problems.guard(images.map(({ name }) => name).join(', '), task, chooseAnother);
}

function titleFor([first, ...others]: readonly FileImage[]): string {
  return first && others.length === 0
    ? l10n.t('Generating a prompt for {0}', unlinked(first.name))
    : l10n.t('Generating prompts');
}
