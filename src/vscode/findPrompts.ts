import { l10n } from 'vscode';
import type { Brief } from '../core/brief.ts';
import { imagesToPrompts, type Outcome, type Steps } from '../core/imagesToPrompts.ts';
import { prepareImage } from '../images/prepareImage.ts';
import { currentEngine } from './engines/currentEngine.ts';
import { offerEngines } from './engines/selectEngine.ts';
import type { WhileAsking } from './messages/delayedProgress.ts';
import { showWarning, unlinked } from './messages/messages.ts';
import { numberText } from './messages/wording.ts';
import type { Means, Services } from './services.ts';
import { settings } from './settings.ts';
import type { FileImage } from './sources/fileImage.ts';
import { storedPromptsToUse } from './storedPrompts/storedPromptsToUse.ts';

/** How a run shows itself, and how it is stopped. */
export interface RunProgress {
  /** Aborted when the user wants it stopped. */
  readonly signal: AbortSignal;
  /** Says which picture's turn it is; of one picture nothing is said. */
  report(message: string): void;
  /** Asks the user something, with other signs of work held back. */
  readonly quietWhile: WhileAsking;
}

/** What is wanted of a run besides prompts. */
export interface Wishes {
  /** What is wanted said of a picture; what the settings say, as a rule. */
  readonly briefOf?: (image: FileImage) => Brief;
  /** Whether answers that are kept will not do. */
  readonly isRenewed?: boolean;
}

/**
 * The prompts that the pictures hold already, where the user wants those, and an engine's for the others. Throws a
 * PromptError where no engine can be asked at all.
 */
export async function findPrompts(
  images: readonly FileImage[],
  services: Services,
  progress: RunProgress,
  wishes: Wishes = {},
): Promise<Outcome<FileImage>> {
  const stored = await storedPromptsToUse(images, progress.quietWhile);
  const others = images.filter((image) => !stored.has(image));
  if (others.length === 0) return { ...nothing, prompts: inOrder(images, stored) };
  const outcome = await askForPrompts(others, services, progress, wishes);
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

/** An engine's prompts. Throws a PromptError where no engine can be asked at all. */
export async function askForPrompts(
  images: readonly FileImage[],
  services: Services,
  progress: RunProgress,
  wishes: Wishes = {},
): Promise<Outcome<FileImage>> {
  const { log } = services;
  const steps = await stepsToPrompts(services, progress.quietWhile, wishes);
  const outcome = await imagesToPrompts(images, steps, progress.signal, ({ name }, index) => {
    if (images.length > 1)
      progress.report(
        l10n.t('{0} of {1}: {2}', numberText(index + 1), numberText(images.length), unlinked(name)),
      );
  });
  for (const { source, text } of outcome.prompts) {
    log.info(`${source.name}: a prompt of ${text.length} characters`);
  }
  return outcome;
}

/** The steps by which the engine of the settings is asked now. Throws a PromptError where none can be. */
export async function stepsToPrompts(
  services: Means,
  quietWhile: WhileAsking,
  { briefOf = ({ uri }) => settings.brief(uri), isRenewed = false }: Wishes,
): Promise<Steps<FileImage>> {
  const { answers, converter, log } = services;
  await quietWhile(() => offerEngines(services));
  const { engine } = await currentEngine(services, quietWhile);
  return {
    async prepare(source, maxBytes, signal) {
      log.info(`${source.name}: asking ${engine.host}`);
      const { maxMegapixels, stripMetadata } = settings;
      const preparation = { maxBytes, maxMegapixels, stripMetadata };
      const image = await prepareImage(source, preparation, converter, signal);
      if (image.lacksText) warnOfMissingText(source.name);
      return image;
    },
    engine,
    answers,
    isRenewed,
    briefFor: briefOf,
    wantsTidy: ({ uri }) => settings.tidy(uri),
  };
}

/** The prompt will not mention what the engine could not see. */
function warnOfMissingText(name: string): void {
  showWarning(l10n.t("The text in {0} couldn't be drawn because this machine has no font for it.", name));
}
