import { type CancellationToken, commands, l10n, workspace } from 'vscode';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import type { OffsetRange } from '../../text/offsetRange.ts';
import { surroundings } from '../../text/surroundings.ts';
import { altTextBrief } from '../altText/fillAltText.ts';
import { obstacleAt } from '../destinations/insertAtPlace.ts';
import type { InsertionPlace } from '../destinations/insertionPlace.ts';
import { askForPrompts, findPrompts, type RunProgress } from '../findPrompts.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { showFailures } from '../messages/failures.ts';
import { unlinked } from '../messages/messages.ts';
import { listText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { type Insertion, insertionOf, type Pasting, workspaceEditOf } from './insertion.ts';
import { keep, keepUnlessInserted } from './keepUnlessInserted.ts';
import type { Placeholder } from './placeholder.ts';

/** From pictures that are being pasted to what they become in the document. Shows what goes wrong. */
export class PasteRun {
  readonly #pasting: Pasting;
  readonly #services: Services;

  constructor(pasting: Pasting, services: Services) {
    this.#pasting = pasting;
    this.#services = services;
  }

  /** What VS Code is to put in at these ranges; undefined where there is nothing. */
  async insertion(ranges: readonly OffsetRange[], token: CancellationToken): Promise<Insertion | undefined> {
    const { document } = this.#pasting;
    const cancellation = new AbortController();
    token.onCancellationRequested(() => cancellation.abort());
    const { signal } = cancellation;
    let insertion: Insertion | undefined;
    await this.#guarded(async () => {
      // VS Code shows a sign of progress itself.
      const outcome = await this.#ask(ranges, { signal, report() {}, quietWhile: (asking) => asking() });
      if (outcome.cancelled || signal.aborted) await keep(outcome);
      else if (outcome.prompts.length > 0) {
        insertion = await this.#insertionOf(outcome, ranges);
        void keepUnlessInserted(outcome, insertion, document);
      }
      return outcome;
    });
    return insertion;
  }

  /** Puts them in where a text stands for them, and leaves no trace of that one. */
  async replace(placeholder: Placeholder): Promise<void> {
    const { place, removed } = placeholder;
    const run = () =>
      this.#guarded(async () => {
        const outcome = await this.#askAt(place, removed).finally(() => placeholder.takeBack());
        if (removed.aborted) await keep(outcome);
        else await this.#insertAt(place, outcome);
        return outcome;
      });
    await this.#services.targetEditor.withPlace(run, place);
  }

  /** Does it once more. The paste is over, so that is at the cursor. */
  async #again(images: readonly FileImage[]): Promise<void> {
    await this.#services.targetEditor.withPlace(async (place) => {
      const document = place?.document ?? this.#pasting.document;
      const again = new PasteRun({ ...this.#pasting, images, document }, this.#services);
      await again.#guarded(async () => {
        const outcome = await again.#askAt(place);
        await again.#insertAt(place, outcome);
        return outcome;
      });
    });
  }

  /** The boundary that shows errors, and lets the user try again what failed. */
  async #guarded(run: () => Promise<Outcome<FileImage>>): Promise<void> {
    const { images } = this.#pasting;
    const { problems } = this.#services;
    const task = async () => {
      const outcome = await run();
      const failed = [...outcome.failures.map(({ source }) => source), ...outcome.notTried];
      const retry = () => this.#again(failed);
      showFailures(outcome, images.length, problems, { retry, chooseAnother: undefined });
    };
    const subject = listText(images.map(({ name }) => name));
    await problems.guard(subject, task, undefined, () => this.#again(images));
  }

  async #askAt(place: InsertionPlace | undefined, removed?: AbortSignal): Promise<Outcome<FileImage>> {
    return await withDelayedProgress(titleOfProgress(this.#pasting), (progress) =>
      this.#ask(place?.ranges ?? [], {
        signal: removed ? AbortSignal.any([progress.signal, removed]) : progress.signal,
        report: (message) => progress.report(message),
        quietWhile: progress.quietWhile,
      }),
    );
  }

  async #ask([range]: readonly OffsetRange[], progress: RunProgress): Promise<Outcome<FileImage>> {
    const { images, choice, document } = this.#pasting;
    if (choice === 'prompt') return await findPrompts(images, this.#services, progress);
    const brief = altTextBrief(document, surroundings(document.getText(), range?.start ?? 0));
    return await askForPrompts(images, this.#services, progress, { briefOf: () => brief });
  }

  async #insertAt(place: InsertionPlace | undefined, outcome: Outcome<FileImage>): Promise<void> {
    if (outcome.prompts.length === 0) return;
    const isPossible = place !== undefined && !outcome.cancelled && (await obstacleAt(place)) === undefined;
    if (!isPossible) return await keep(outcome);
    const insertion = await this.#insertionOf(outcome, place.ranges);
    const isDone = await workspace.applyEdit(workspaceEditOf(insertion, this.#pasting.document));
    if (!isDone) await keep(outcome);
  }

  /** Throws where a picture cannot be copied; the prompts are kept then. */
  async #insertionOf(outcome: Outcome<FileImage>, ranges: readonly OffsetRange[]): Promise<Insertion> {
    // Completes the step of the walkthrough.
    void commands.executeCommand('setContext', 'img2prompt.hasPasted', true);
    try {
      return await insertionOf(outcome, this.#pasting, ranges);
    } catch (error) {
      await keep(outcome);
      throw error;
    }
  }
}

export function titleOfProgress({ images: [first, ...others] }: Pasting): string {
  return first && others.length === 0
    ? l10n.t('Generating prompt for {0}', unlinked(first.name))
    : l10n.t('Generating prompts');
}
