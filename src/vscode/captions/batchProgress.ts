import {
  l10n,
  type Progress,
  ProgressLocation,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import { listText, numberText } from '../messages/wording.ts';

/** What there is to say of a run. */
export interface RunState {
  readonly done: number;
  readonly total: number;
  /** How long the service wants to be left alone, in milliseconds; undefined where it does not. */
  readonly pauseMs: number | undefined;
}

/** People see no more. */
const intervalMs = 500;

/** The rate is that of the pictures done within this time. */
const rateWindowMs = 30_000;

/**
 * Shows how far a run is, in a notification with a Cancel button and, since that can be hidden, in the status bar.
 * Where the state comes from is asked twice a second, whatever happens in between.
 */
export class BatchProgress {
  readonly #cancellation = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  readonly #statusBarItem: StatusBarItem;
  readonly #stateOf: () => RunState;
  readonly #timer: NodeJS.Timeout;
  #notification: Progress<{ message: string; increment: number }> | undefined;
  #shownDone = 0;
  /** When how many were done, the oldest first. */
  readonly #marks: { readonly atMs: number; readonly done: number }[] = [];

  /** `command` is what a click in the status bar runs. */
  constructor(title: string, command: string, stateOf: () => RunState) {
    this.#stateOf = stateOf;
    this.#statusBarItem = window.createStatusBarItem(StatusBarAlignment.Left);
    this.#statusBarItem.name = l10n.t('Image to Prompt');
    this.#statusBarItem.command = command;
    this.#statusBarItem.tooltip = title;
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, (progress: Progress<{ message: string; increment: number }>, token) => {
      token.onCancellationRequested(() => this.cancel());
      this.#notification = progress;
      return this.#ended.promise;
    });
    this.#timer = setInterval(() => this.#show(), intervalMs);
    this.#show();
    this.#statusBarItem.show();
  }

  /** Aborted when the user wants the run stopped. */
  get signal(): AbortSignal {
    return this.#cancellation.signal;
  }

  cancel(): void {
    this.#cancellation.abort();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#statusBarItem.dispose();
    this.#ended.resolve();
  }

  #show(): void {
    const { done, total, pauseMs } = this.#stateOf();
    const count = l10n.t('{0} of {1}', numberText(done), numberText(total));
    const message = listText([
      count,
      ...(pauseMs === undefined ? this.#pace(done, total) : [pause(pauseMs)]),
    ]);
    const increment = total === 0 ? 0 : ((done - this.#shownDone) / total) * 100;
    this.#shownDone = done;
    this.#notification?.report({ message, increment });
    this.#statusBarItem.text = `$(sync~spin) ${l10n.t('Captioning: {0}', message)}`;
  }

  #pace(done: number, total: number): string[] {
    const now = performance.now();
    this.#marks.push({ atMs: now, done });
    while (this.#marks.length > 2 && (this.#marks[0]?.atMs ?? now) < now - rateWindowMs) this.#marks.shift();
    const [first] = this.#marks;
    const perMs = first && now > first.atMs ? (done - first.done) / (now - first.atMs) : 0;
    if (perMs <= 0) return [];
    const minutesLeft = (total - done) / perMs / 60_000;
    const rate = l10n.t('{0} per minute', numberText(Math.round(perMs * 60_000)));
    const left =
      minutesLeft < 1
        ? l10n.t('less than a minute left')
        : l10n.t('{0} min left', numberText(Math.ceil(minutesLeft)));
    return [rate, left];
  }
}

function pause(pauseMs: number): string {
  return l10n.t('waiting {0} s, as requested by the service', numberText(Math.ceil(pauseMs / 1000)));
}
