import { commands, l10n, Uri, window, workspace } from 'vscode';
import {
  forgetBatch,
  forgetOldBatches,
  idOfNewBatch,
  idsOfBatches,
  isUnfinished,
  pathOfBatch,
} from '../../batch/batchFolder.ts';
import { BatchJournal, type BatchPlan, type CaptionJob } from '../../batch/batchJournal.ts';
import { batchReport } from '../../batch/batchReport.ts';
import { type BatchEnd, longestPauseMs, runCaptionBatch } from '../../batch/captionBatch.ts';
import { isAlive, showAlive } from '../../batch/liveness.ts';
import { Pace } from '../../batch/pace.ts';
import { pacedEngine } from '../../batch/pacedEngine.ts';
import { undoBatch } from '../../batch/undoBatch.ts';
import { removeUnfinishedFiles } from '../../batch/unfinishedFiles.ts';
import type { NewCaption } from '../../captions/captionText.ts';
import { steadyClock } from '../../core/clock.ts';
import { fileNameOf } from '../../core/files.ts';
import { imageToPrompt, type Steps } from '../../core/imagesToPrompts.ts';
import { PromptError } from '../../core/promptError.ts';
import { finished } from '../../text/composed.ts';
import { stepsToPrompts } from '../findPrompts.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { sentenceOf } from '../messages/errorSentences.ts';
import { type MessageButton, showInformation, showWarning } from '../messages/messages.ts';
import { listText, numberText, sentencesText } from '../messages/wording.ts';
import type { Means } from '../services.ts';
import { settings } from '../settings.ts';
import { type FileImage, fileImage } from '../sources/fileImage.ts';
import { readStoredPrompt } from '../storedPrompts/readStoredPrompt.ts';
import { BatchProgress } from './batchProgress.ts';
import { captionFiles } from './captionFiles.ts';

/** What became of a run, besides what its journal says. */
export interface RunOutcome {
  readonly journal: BatchJournal;
  readonly end: BatchEnd;
  /** The first error of a picture; its sentence is in the journal. */
  readonly firstError: unknown;
}

/**
 * The runs of captions of this workspace: one at a time in a window, each written down as it goes, so that it can be
 * gone on with, tried again and taken back, also after a restart.
 */
export class CaptionBatches {
  readonly #services: Means;
  readonly #folder: string;
  #progress: BatchProgress | undefined;

  /** `folder` is the path of the folder with the records. */
  constructor(services: Means, folder: string) {
    this.#services = services;
    this.#folder = folder;
  }

  get isRunning(): boolean {
    return this.#progress !== undefined;
  }

  /** Asks whether the run of now is to be stopped. */
  async offerToStop(): Promise<void> {
    const stop = l10n.t('Stop');
    const chosen = await window.showInformationMessage(
      l10n.t('Captioning is in progress. Do you want to stop it? Captions already written are kept.'),
      { modal: true },
      stop,
    );
    if (chosen === stop) this.#progress?.cancel();
  }

  /** Captions the pictures of a plan, shown as `title`. Throws a PromptError where it cannot begin. */
  async run(plan: BatchPlan, title: string): Promise<RunOutcome> {
    const id = await idOfNewBatch(this.#folder);
    const journal = await BatchJournal.create(pathOfBatch(this.#folder, id), plan);
    await forgetOldBatches(this.#folder).catch(() => {});
    void commands.executeCommand('setContext', 'img2prompt.hasBatch', true);
    try {
      return await this.#goOn(journal, journal.jobsThatAre('open'), title);
    } catch (error) {
      // Where it did not begin there is nothing to go on with, and nothing to take back.
      const didBegin = journal.jobsThatAre('open').length < plan.jobs.length;
      if (!didBegin) await forgetBatch(this.#folder, id).catch(() => {});
      throw error;
    }
  }

  /** Tries again what failed in the last run, or was never tried, and shows what became of it. */
  async retryFailed(): Promise<void> {
    await this.#retry(() => this.#last());
  }

  async #retry(find: () => Promise<BatchJournal | undefined>): Promise<void> {
    if (this.isRunning) return await this.offerToStop();
    const journal = await find();
    const jobs = journal?.jobsThatAre('failed', 'open', 'unfinished') ?? [];
    if (journal === undefined || jobs.length === 0) {
      showInformation(l10n.t('No failed captions to retry.'));
      return;
    }
    await this.#goOnAndTell(journal, jobs);
  }

  /** Puts back what the captions were before the last run. */
  async undoLast(): Promise<void> {
    await this.#undo(() => this.#last());
  }

  async #undo(find: () => Promise<BatchJournal | undefined>): Promise<void> {
    if (this.isRunning) return await this.offerToStop();
    const journal = await find();
    if (journal === undefined || journal.isUndone || journal.changes.length === 0) {
      showInformation(l10n.t('No captions to undo.'));
      return;
    }
    const { restored, changedSince, failed } = await withDelayedProgress(l10n.t('Reverting captions'), () =>
      undoBatch(journal, captionFiles),
    );
    const [failure] = failed;
    if (failure) throw failure.error;
    const sentence = l10n.t('Captions reverted: {0}.', numberText(restored));
    if (changedSince.length === 0) return showInformation(sentence);
    const names = changedSince
      .slice(0, namesInMessage)
      .map(({ caption }) => workspace.asRelativePath(Uri.parse(caption)));
    const kept = l10n.t(
      'Kept because they were changed since: {0} ({1}).',
      numberText(changedSince.length),
      listText(names),
    );
    showWarning(sentencesText([sentence, kept]));
  }

  /** What the last run was about; undefined where there was none. Throws a PromptError `storageFailed`. */
  async lastPlan(): Promise<BatchPlan | undefined> {
    return (await this.#last())?.plan;
  }

  /** Asks, once the window is there, whether a run is to be gone on with that a killed process left. */
  async offerToResume(): Promise<void> {
    for (const id of await idsOfBatches(this.#folder)) {
      if (!(await isUnfinished(this.#folder, id).catch(() => false)) || (await isAlive(id))) continue;
      // Nothing can be done for a record whose plan is damaged; what it began stays.
      const journal = await BatchJournal.open(pathOfBatch(this.#folder, id)).catch(() => undefined);
      if (journal === undefined || journal.hasEnded || jobsLeft(journal).length === 0) continue;
      this.#askToResume(journal);
      return;
    }
  }

  /** Shows, in one message, what became of a run. */
  tell({ journal, end }: Pick<RunOutcome, 'journal' | 'end'>): void {
    const written = journal.jobsThatAre('written').length;
    const open = jobsLeft(journal).length;
    const { reasons } = journal;
    const [firstReason] = reasons;
    // A message may be answered when another run was the last, and this one was taken back.
    const find = () => BatchJournal.open(pathOfBatch(this.#folder, journal.id));
    const report = {
      title: l10n.t('Show Report'),
      run: async () => {
        // Where the disk is full the record lacks what is known here.
        const recorded = await find().catch(() => journal);
        await this.#showReport(recorded.isUndone ? recorded : journal);
      },
    };
    const undo = this.#guarded(l10n.t('Undo'), () => this.#undo(find));
    const retry = this.#guarded(l10n.t('Retry Failed'), () => this.#retry(find));
    const goOn = this.#guarded(l10n.t('Continue'), () => this.#retry(find));
    const undoButtons = written > 0 ? [undo] : [];
    const [job, ...others] = journal.plan.jobs;
    if (job && others.length === 0 && written === 1) {
      const openCaption = {
        title: l10n.t('Open Caption'),
        run: () => commands.executeCommand('vscode.open', Uri.parse(job.caption)),
      };
      showInformation(l10n.t('Caption saved to {0}.', fileNameOf(job.caption)), [openCaption, undo]);
      return;
    }
    const sentence = l10n.t('Captions written: {0}.', numberText(written));
    if (end.how === 'stopped') {
      const reason = sentenceOf(end.error, l10n.t('Image to Prompt'));
      const rest = l10n.t('Failed: {0}. Remaining: {1}.', numberText(reasons.length), numberText(open));
      this.#services.problems.showStopped(
        sentencesText([reason, sentence, rest]),
        end.error,
        { retry: () => this.#retry(find), chooseAnother: undefined },
        [report],
      );
    } else if (end.how === 'cancelled') {
      const rest = l10n.t('Stopped. Remaining: {0}.', numberText(open));
      showInformation(sentencesText([sentence, rest]), [goOn, report, ...undoButtons]);
    } else if (firstReason !== undefined) {
      const rest = l10n.t('Failed: {0}. First error: {1}', numberText(reasons.length), firstReason);
      showWarning(sentencesText([sentence, rest]), [retry, report, ...undoButtons]);
    } else {
      showInformation(sentence, [report, ...undoButtons]);
    }
  }

  #askToResume(journal: BatchJournal): void {
    const done = journal.jobsThatAre('written').length;
    // The question may be answered late, when somebody has gone on already.
    const ifStillLeft = (work: (journal: BatchJournal) => Promise<void>) => async () => {
      const now = await BatchJournal.open(pathOfBatch(this.#folder, journal.id));
      if (!now.hasEnded && !(await isAlive(now.id))) await work(now);
    };
    const goOn = this.#guarded(
      l10n.t('Continue'),
      ifStillLeft(async (now) => {
        if (!this.isRunning) return await this.#goOnAndTell(now, jobsLeft(now));
        await this.offerToStop();
        this.#askToResume(now);
      }),
    );
    const leave = this.#guarded(
      l10n.t("Don't Continue"),
      ifStillLeft(async (now) => {
        await removeUnfinishedFiles(now, captionFiles);
        await now.noteEnd();
        this.tell({ journal: now, end: { how: 'cancelled' } });
      }),
    );
    const left = jobsLeft(journal).length;
    showInformation(
      l10n.t(
        'Captioning was interrupted. Written: {0}. Remaining: {1}. Do you want to continue?',
        numberText(done),
        numberText(left),
      ),
      [goOn, leave],
    );
  }

  async #goOnAndTell(journal: BatchJournal, jobs: readonly number[]): Promise<void> {
    this.tell(await this.#goOn(journal, jobs, l10n.t('Captioning images')));
  }

  async #goOn(journal: BatchJournal, jobs: readonly number[], title: string): Promise<RunOutcome> {
    // Another run may have begun while the user was asked about this one.
    if (this.isRunning) {
      await this.offerToStop();
      throw new PromptError({ kind: 'cancelled' });
    }
    const { http, log, problems } = this.#services;
    const { plan } = journal;
    const folder = plan.jobs[0] && Uri.parse(plan.jobs[0].image);
    const most = settings.batchConcurrency(folder);
    const pace = new Pace({ most, clock: steadyClock });
    let done = 0;
    const pauseMs = () => pace.pausedUntilMs && pace.pausedUntilMs - steadyClock.now();
    const progress = new BatchProgress(title, 'img2prompt.captionImages', () => ({
      done,
      total: jobs.length,
      pauseMs: pauseMs(),
    }));
    this.#progress = progress;
    const alive = await showAlive(journal.id);
    const stopWatching = http.watchThrottling((_host, delayMs) =>
      pace.throttled(Math.min(delayMs, longestPauseMs)),
    );
    let firstError: unknown;
    try {
      const captionOf = await this.#captioner(journal, jobs, pace);
      // Who is at the same pictures is met half-way, instead of asking for each at the same moment.
      const inOrder = (await this.#isOlderAlive(journal.id)) ? jobs.toReversed() : jobs;
      const end = await runCaptionBatch(
        journal,
        inOrder,
        {
          captionOf,
          reasonOf(error, { name }) {
            firstError ??= error;
            problems.logError(error, name);
            return sentenceOf(error, name);
          },
          files: captionFiles,
          pace,
          onProgress() {
            done += 1;
          },
          onRecordFailure: (error) => problems.showRecordFailure(error),
        },
        most * workersForEach,
        progress.signal,
      );
      log.info(`captions: ${done} of ${jobs.length} done, ${end.how}`);
      return { journal, end, firstError };
    } finally {
      stopWatching();
      alive.dispose();
      progress.end();
      this.#progress = undefined;
    }
  }

  /** Makes what gets the prompt of a picture. An engine is needed only where a picture has none of its own. */
  async #captioner(
    { plan }: BatchJournal,
    jobs: readonly number[],
    pace: Pace,
  ): Promise<(job: CaptionJob, signal: AbortSignal) => Promise<NewCaption>> {
    const needsEngine = jobs.some((number) => plan.jobs[number]?.usesStoredPrompt === false);
    const found = needsEngine
      ? await stepsToPrompts(this.#services, (asking) => asking(), { isRenewed: plan.isRenewed })
      : undefined;
    const steps = found && { ...found, engine: pacedEngine(found.engine, pace) };
    return async (job, signal) => {
      const image = fileImage(Uri.parse(job.image));
      const stored = job.usesStoredPrompt ? (await readStoredPrompt(image))?.prompt : undefined;
      const prompt = stored ?? (await ask(image, steps, signal));
      const { prefix, suffix, excludeWords } = settings.composition(image.uri, undefined);
      return { prefix, text: finished(prompt, { suffix, excludeWords }) };
    };
  }

  /** Whether another window is at a run that began before this one. */
  async #isOlderAlive(id: string): Promise<boolean> {
    for (const other of await idsOfBatches(this.#folder)) {
      if (other < id && (await isAlive(other))) return true;
    }
    return false;
  }

  /** The last run that no other window is at. */
  async #last(): Promise<BatchJournal | undefined> {
    for (const id of await idsOfBatches(this.#folder)) {
      if (!(await isAlive(id))) return await BatchJournal.open(pathOfBatch(this.#folder, id));
    }
    return undefined;
  }

  async #showReport(journal: BatchJournal): Promise<void> {
    const content = batchReport(journal, {
      title: l10n.t('Captions'),
      failed: (count) => l10n.t('Failed: {0}', numberText(count)),
      open: (count) => l10n.t('Not tried: {0}', numberText(count)),
      left: (count) => l10n.t('Skipped: {0}', numberText(count)),
      captioned: (count) => l10n.t('Captioned: {0}', numberText(count)),
      undone: (count) => l10n.t('Reverted: {0}', numberText(count)),
      destinationOf,
      why: {
        captioned: l10n.t('already has a caption'),
        unsupported: l10n.t("can't be read as an image"),
        sharedName: l10n.t('would share a caption file with another image'),
      },
    });
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    await window.showTextDocument(document, { preview: false });
  }

  /** A button whose errors are shown. */
  #guarded(title: string, work: () => Promise<void>): MessageButton {
    return { title, run: () => this.#services.problems.guard(l10n.t('Image to Prompt'), work) };
  }
}

/** From the folder of the workspace, where there is one: links of a document without a file begin there. */
function destinationOf(uri: string): string {
  const [folder, ...others] = workspace.workspaceFolders ?? [];
  const isWithin = folder && others.length === 0 && uri.startsWith(`${folder.uri}/`);
  return isWithin ? uri.slice(`${folder.uri}/`.length) : uri;
}

/** The numbers of the jobs that nobody came to. */
function jobsLeft(journal: BatchJournal): number[] {
  return journal.jobsThatAre('open', 'unfinished');
}

/** While one picture is asked about, another one is read or its caption written. */
const workersForEach = 2;

/** As many as a notification has room for. */
const namesInMessage = 5;

/** A file that lost its prompt since the plan is described where an engine is asked anyway. */
async function ask(
  image: FileImage,
  steps: Steps<FileImage> | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (steps) return await imageToPrompt(image, steps, signal);
  throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'unreadable' } });
}
