import { l10n } from 'vscode';
import { sourcesLeft } from '../core/imagesToPrompts.ts';
import { saveCaptions } from './captions/captionImages.ts';
import type { DestinationChoice } from './choices.ts';
import { deliver } from './destinations/deliver.ts';
import { chosenDestination } from './destinations/destination.ts';
import type { InsertionPlace } from './destinations/insertionPlace.ts';
import { findPrompts } from './findPrompts.ts';
import { withDelayedProgress } from './messages/delayedProgress.ts';
import { showFailures } from './messages/failures.ts';
import { unlinked } from './messages/messages.ts';
import { listText } from './messages/wording.ts';
import type { Services } from './services.ts';
import { allowDownloads, confirmInnerHosts } from './sources/allowDownloads.ts';
import type { FileImage } from './sources/fileImage.ts';
import { pickedImages } from './sources/pointedImages.ts';

export interface GenerationOptions {
  /** Finds where prompts go that are wanted at the cursor; where that was when this began, as a rule. */
  readonly findPlace?: () => Promise<InsertionPlace | undefined>;
  /** Whether answers that are kept will not do. */
  readonly isRenewed?: boolean;
}

/**
 * From the pictures that the user pointed at to their prompts in their place. Shows what went wrong; of several
 * pictures that failed, in one message.
 */
export async function generatePrompts(
  images: readonly FileImage[],
  choice: DestinationChoice,
  services: Services,
  options: GenerationOptions = {},
): Promise<void> {
  const { findPlace, isRenewed = false } = options;
  const { problems, targetEditor } = services;
  const chooseAnother = async () => generatePrompts(await pickedImages(), choice, services, options);
  const task = async () => {
    const outcome = await targetEditor.withPlace(
      async (place) => {
        const destination = await chosenDestination(choice, place);
        if (destination === 'caption') {
          const uris = images.map(({ uri }) => uri);
          await saveCaptions(uris, services, { isRenewed });
          return undefined;
        }
        const outcome = await withDelayedProgress(titleFor(images), async (progress) => {
          await confirmInnerHosts(images, progress.quietWhile);
          allowDownloads(images, services, progress.signal);
          return await findPrompts(images, services, progress, { isRenewed });
        });
        await deliver(outcome, destination, place);
        return outcome;
      },
      await findPlace?.(),
    );
    if (outcome === undefined) return;
    const retry = () => generatePrompts(sourcesLeft(outcome), choice, services, options);
    showFailures(outcome, images.length, problems, { retry, chooseAnother });
  };
  await problems.guard(listText(images.map(({ name }) => name)), task, chooseAnother);
}

function titleFor([first, ...others]: readonly FileImage[]): string {
  return first && others.length === 0
    ? l10n.t('Generating prompt for {0}', unlinked(first.name))
    : l10n.t('Generating prompts');
}
