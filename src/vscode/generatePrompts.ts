import { l10n } from 'vscode';
import { imagesToPrompts, type Outcome } from '../core/imagesToPrompts.ts';
import { prepareImage } from '../images/prepareImage.ts';
import { deliver } from './destinations/deliver.ts';
import { chosenDestination } from './destinations/destination.ts';
import { currentEngine } from './engines/currentEngine.ts';
import { offerEngines } from './engines/selectEngine.ts';
import { type DelayedProgress, withDelayedProgress } from './messages/delayedProgress.ts';
import { failureLines } from './messages/failureLines.ts';
import { showWarning, unlinked } from './messages/messages.ts';
import type { Services } from './services.ts';
import { type DestinationChoice, settings } from './settings.ts';
import type { FileImage } from './sources/fileImage.ts';
import { pickedImages } from './sources/pointedImages.ts';
import { storedPromptsToUse } from './storedPrompts/storedPromptsToUse.ts';

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

/** The prompts that the pictures hold already, where the user wants those, and an engine's for the others. */
async function findPrompts(
  images: readonly FileImage[],
  services: Services,
  progress: DelayedProgress,
): Promise<Outcome<FileImage>> {
  const stored = await storedPromptsToUse(images, progress.quietWhile);
  const others = images.filter((image) => !stored.has(image));
  if (others.length === 0) return { ...nothing, prompts: inOrder(images, stored) };
  const outcome = await askForPrompts(others, services, progress);
  const asked = outcome.prompts.map(({ source, text }) => [source, text] as const);
  return { ...outcome, prompts: inOrder(images, new Map([...stored, ...asked])) };
}

const nothing: Outcome<FileImage> = { prompts: [], failures: [], notTried: [], cancelled: false };

function inOrder(
  images: readonly FileImage[],
  texts: ReadonlyMap<FileImage, string>,
): Outcome<FileImage>['prompts'] {
  return images.flatMap((source) => {
    const text = texts.get(source);
    return text === undefined ? [] : [{ source, text }];
  });
}

async function askForPrompts(
  images: readonly FileImage[],
  services: Services,
  progress: DelayedProgress,
): Promise<Outcome<FileImage>> {
  const { log, converter } = services;
  await progress.quietWhile(() => offerEngines(services));
  const { engine } = await currentEngine(services, progress.quietWhile);
  const outcome = await imagesToPrompts<FileImage>(
    images,
    {
      async prepare(source, maxBytes) {
        const { maxMegapixels, stripMetadata } = settings;
        const preparation = { maxBytes, maxMegapixels, stripMetadata };
        const image = await prepareImage(source, preparation, converter, progress.signal);
        if (image.lacksText) warnOfMissingText(source.name);
        return image;
      },
      engine,
      briefFor: ({ uri }) => settings.brief(uri),
      wantsTidy: ({ uri }) => settings.tidy(uri),
      onTurn({ name }, index) {
        log.info(`${name}: asking ${engine.host}`);
        if (images.length > 1) {
          progress.report(l10n.t('{0} of {1}: {2}', index + 1, images.length, unlinked(name)));
        }
      },
    },
    progress.signal,
  );
  for (const { source, text } of outcome.prompts) {
    log.info(`${source.name}: a prompt of ${text.length} characters`);
  }
  return outcome;
}

/** The prompt will not mention what the engine could not see. */
function warnOfMissingText(name: string): void {
  showWarning(
    l10n.t('The text in {0} could not be drawn, because this machine has no font for it.', unlinked(name)),
  );
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
