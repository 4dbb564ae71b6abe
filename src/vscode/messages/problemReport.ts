import { commands, env, type LogOutputChannel, l10n, Uri } from 'vscode';
import type { ImageSource } from '../../core/image.ts';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { type DownloadFlaw, type ImageFlaw, type Problem, PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import { currentAddress } from '../engines/currentEngine.ts';
import { sentenceOf } from './errorSentences.ts';
import { type MessageButton, showError, showWarning } from './messages.ts';

const keyringHelpPage =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** What helps against an error, as buttons. */
export interface Remedies {
  /** Does again what failed. */
  retry(): Promise<void>;
  /** Does the same for a picture that the user picks; undefined where it is not about a picture. */
  readonly chooseAnother: (() => Promise<void>) | undefined;
}

/** Tells the user of errors, each with the buttons that help, and the log of their causes. */
export class ProblemReport {
  readonly #log: LogOutputChannel;
  #hasWarnedOfAnswers = false;
  #hasWarnedOfRecord = false;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /**
   * The boundary that every command runs in: does a task and shows the error that it throws, whose Retry button does
   * the task again, or what `retry` says. Cancelling is no error. `subject` is what the task is about, as a rule a picture's name.
   */
  async guard(
    subject: string,
    task: () => Promise<void>,
    chooseAnother?: () => Promise<void>,
    retry = () => this.guard(subject, task, chooseAnother),
  ): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (PromptError.problemOf(error)?.kind === 'cancelled') return;
      this.logError(error, subject);
      showError(sentenceOf(error, subject), this.#buttonsFor(error, { retry, chooseAnother }));
    }
  }

  /** Shows one message for the pictures of a run that failed, with the buttons that help the first of them. */
  showSeveral(sentence: string, { failures, notTried }: Outcome<ImageSource>, remedies: Remedies): void {
    for (const { error, source } of failures) this.logError(error, source.name);
    for (const { name } of notTried) this.#log.warn(`${name}: not tried`);
    showError(sentence, this.#buttonsFor(failures[0]?.error, remedies));
  }

  /** Says that a run ended because of an error that the next pictures would have met as well. */
  showStopped(
    sentence: string,
    error: unknown,
    remedies: Remedies,
    moreButtons: readonly MessageButton[],
  ): void {
    this.logError(error, 'captions');
    showError(sentence, [...this.#buttonsFor(error, remedies), ...moreButtons]);
  }

  /** Says, once, that what a run does is not written down. */
  showRecordFailure(error: unknown): void {
    this.logError(error, 'captions');
    if (this.#hasWarnedOfRecord) return;
    this.#hasWarnedOfRecord = true;
    showWarning(sentenceOf(error, ''), [{ title: l10n.t('Show Log'), run: () => this.#log.show() }]);
  }

  /** Says, once, that answers are not kept, which costs only that the same picture is asked for again. */
  showAnswerNotKept(error: unknown): void {
    this.logError(error, 'answers');
    if (this.#hasWarnedOfAnswers) return;
    this.#hasWarnedOfAnswers = true;
    showWarning(l10n.t("Couldn't save prompts to the history and cache. See the log for details."), [
      { title: l10n.t('Show Log'), run: () => this.#log.show() },
    ]);
  }

  /** Says that keys do not last, and how to mend that. */
  showStorageFailure(error: unknown): void {
    this.logError(error, 'SecretStorage');
    showWarning(
      l10n.t(
        "VS Code can't access the system keyring, so the API key is kept only until this window closes.",
      ),
      [
        {
          title: l10n.t('Open Troubleshooting Guide'),
          run: () => env.openExternal(Uri.parse(keyringHelpPage)),
        },
      ],
    );
  }

  /** The facts of an error and its cause go to the log; neither holds a key or a picture. */
  logError(error: unknown, subject: string): void {
    const problem = PromptError.problemOf(error);
    const cause = problem && error instanceof Error ? error.cause : error;
    this.#log.error(`${subject}: ${problem ? JSON.stringify(problem, withoutAddress) : 'unexpected'}`);
    if (cause !== undefined) this.#log.error(cause instanceof Error ? cause : String(cause));
  }

  #buttonsFor(error: unknown, { retry, chooseAnother }: Remedies): MessageButton[] {
    const problem = PromptError.problemOf(error);
    const buttons = {
      retry: { title: l10n.t('Retry'), run: retry },
      setApiKey: { title: l10n.t('Set API Key'), run: () => commands.executeCommand('img2prompt.setApiKey') },
      selectEngine: {
        title: l10n.t('Select Engine'),
        run: () => commands.executeCommand('img2prompt.selectEngine'),
      },
      showLog: { title: l10n.t('Show Log'), run: () => this.#log.show() },
      topUp: { title: l10n.t('Top Up Balance'), run: () => env.openExternal(Uri.parse(novita.topUpPage)) },
      openInBrowser: {
        title: l10n.t('Open in Browser'),
        run: () => env.openExternal(Uri.parse(webAddressOf(problem) ?? '')),
      },
      openSettings: {
        title: l10n.t('Open Settings'),
        run: () => commands.executeCommand('workbench.action.openSettings', settingOf(problem)),
      },
    };
    const chooseImage = chooseAnother
      ? [
          {
            title: l10n.t('Select Image...'),
            run: () => this.guard(l10n.t('Image to Prompt'), chooseAnother),
          },
        ]
      : [];
    switch (problem?.kind) {
      case 'noKey':
        return [buttons.setApiKey];
      case 'keyRefused':
        if (problem.refused === 'plan') return [buttons.selectEngine];
        return [problem.refused === 'consent' ? buttons.retry : buttons.setApiKey];
      case 'noBalance':
        return problem.host === new URL(novita.origin).host
          ? [buttons.topUp, buttons.retry]
          : [buttons.retry];
      case 'rateLimited':
        return [buttons.retry];
      case 'imageUnreadable':
        if (problem.flaw.is === 'tooManyPixels') return [buttons.openSettings, ...chooseImage];
        if (problem.flaw.is === 'notDownloaded') {
          const helpful = buttonsForDownload(problem.flaw.why).map((name) => buttons[name]);
          return [...helpful, ...chooseImage];
        }
        return logged.has(problem.flaw.is) ? [buttons.showLog, ...chooseImage] : chooseImage;
      case 'imageRefused':
        return chooseImage;
      case 'serviceGone':
        return problem.gone === 'address' ? [buttons.openSettings] : [buttons.selectEngine];
      case 'serviceFailing':
        return [buttons.retry, buttons.showLog];
      case 'timedOut':
        return [buttons.retry, buttons.openSettings];
      case 'unreachable':
        return problem.obstacle.startsWith('address')
          ? [buttons.openSettings]
          : [buttons.retry, buttons.openSettings, buttons.showLog];
      case 'storageFailed':
        return problem.flaw.is === 'keys' ? [buttons.showLog] : [buttons.retry, buttons.showLog];
      case 'answerUnusable':
        return problem.flaw === 'noPrompt' ? [buttons.retry] : [buttons.openSettings];
      default:
        return [buttons.showLog];
    }
  }
}

/** The flaws that the log knows more of. */
const logged: ReadonlySet<ImageFlaw['is']> = new Set(['unreadable', 'noConverter']);

/** The buttons that help where a picture of the web did not arrive. */
function buttonsForDownload(why: DownloadFlaw): ('retry' | 'openInBrowser' | 'openSettings' | 'showLog')[] {
  switch (why.was) {
    case 'timedOut':
      return ['retry', 'openSettings'];
    case 'failing':
      return ['retry', 'showLog'];
    case 'unreachable':
      return why.obstacle === 'proxy' ? ['retry', 'openSettings', 'showLog'] : ['retry', 'showLog'];
    default:
      return ['openInBrowser'];
  }
}

function webAddressOf(problem: Problem | undefined): string | undefined {
  if (problem?.kind !== 'imageUnreadable' || problem.flaw.is !== 'notDownloaded') return undefined;
  return problem.flaw.address;
}

/** For JSON: the address of a picture of the web may hold a secret, such as a signature. */
function withoutAddress(name: string, value: unknown): unknown {
  return name === 'address' ? undefined : value;
}

/** The setting to look at. */
function settingOf(problem: Problem | undefined): string {
  if (problem?.kind === 'imageUnreadable' && problem.flaw.is === 'notDownloaded') {
    return problem.flaw.why.was === 'timedOut' ? 'img2prompt.requestTimeoutSeconds' : 'http.proxy';
  }
  if (problem?.kind === 'timedOut') return 'img2prompt.requestTimeoutSeconds';
  if (problem?.kind === 'imageUnreadable') return 'img2prompt.image.maxMegapixels';
  if (problem?.kind === 'unreachable' && problem.obstacle === 'proxy') return 'http.proxy';
  return `img2prompt.${currentAddress()?.setting ?? 'engine'}`;
}
