import { type Progress, ProgressLocation, window } from 'vscode';

/** Work that ends sooner shows nothing. */
const delayMs = 500;

/** Lets the user be asked something without other signs of work meanwhile. */
export type WhileAsking = <Result>(asking: () => Promise<Result>) => Promise<Result>;

/** Shows a notification with a Cancel button when a piece of work takes long. */
export async function withDelayedProgress<Result>(
  title: string,
  work: (progress: DelayedProgress) => Promise<Result>,
): Promise<Result> {
  const progress = new DelayedProgress(title);
  progress.start();
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

/** The notification of one piece of work. */
export class DelayedProgress {
  readonly #title: string;
  readonly #cancellation = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;
  #shown: Progress<{ message: string }> | undefined;
  #message = '';

  constructor(title: string) {
    this.#title = title;
  }

  /** Aborted by the Cancel button. */
  get signal(): AbortSignal {
    return this.#cancellation.signal;
  }

  /** Replaces the text after the title. */
  report(message: string): void {
    this.#message = message;
    this.#shown?.report({ message });
  }

  /** Keeps the notification from coming up while the user is asked something. */
  readonly quietWhile: WhileAsking = async (asking) => {
    clearTimeout(this.#timer);
    try {
      return await asking();
    } finally {
      this.start();
    }
  };

  start(): void {
    if (this.#shown === undefined) this.#timer = setTimeout(() => this.#show(), delayMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#ended.resolve();
  }

  #show(): void {
    const options = { location: ProgressLocation.Notification, title: this.#title, cancellable: true };
    void window.withProgress(options, (progress: Progress<{ message: string }>, token) => {
      token.onCancellationRequested(() => this.#cancellation.abort());
      this.#shown = progress;
      this.report(this.#message);
      return this.#ended.promise;
    });
  }
}
