import { type ImageFlaw, PromptError } from '../core/promptError.ts';
import { unlessAborted } from '../core/unlessAborted.ts';
import { whenAborted } from '../core/whenAborted.ts';
import { type ConversionRequest, type ConvertedImage, maxMemoryBytes } from './conversion.ts';
import { ConverterEnded, ConverterProcess, type Ending } from './converterProcess.ts';

export interface ImageConverterOptions {
  /** The path of the program that `src/converter` is bundled into. */
  readonly program: string;
  /** Gets what a person who looks into a failure wants to know. */
  readonly log: (line: string) => void;
  readonly idleMs?: number;
}

/** A picture that was converted, and whether it has text that no font here could draw. */
export interface Conversion {
  readonly image: ConvertedImage;
  readonly lacksText: boolean;
}

/** Long enough for a next picture to find the process warm. */
const defaultIdleMs = 30_000;

/**
 * Converts pictures in a process of its own, one after the other. Starts it with the first, keeps it warm for a while,
 * ends it when it takes too long or too much, and starts another after that.
 */
export class ImageConverter {
  readonly #options: ImageConverterOptions;
  #process: ConverterProcess | undefined;
  #isCompilerTrusted = !isCompilerKnownToCrash();
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(options: ImageConverterOptions) {
    this.#options = options;
  }

  /** Throws a PromptError `imageUnreadable`, or `cancelled` when the signal is aborted. */
  convert(request: ConversionRequest, signal: AbortSignal): Promise<Conversion> {
    const conversion = this.#last.then(() => this.#convertNow(request, signal));
    this.#last = conversion.catch(() => {});
    // At once, too, where it has to wait behind others.
    return unlessAborted(conversion, signal, () => new PromptError({ kind: 'cancelled' }));
  }

  /** Ends the process, and cancels what it is at; another conversion would start one again. */
  close(): void {
    clearTimeout(this.#idle);
    this.#process?.end();
  }

  async #convertNow(request: ConversionRequest, signal: AbortSignal): Promise<Conversion> {
    clearTimeout(this.#idle);
    const isFirstOfProcess = this.#process === undefined || this.#process.hasEnded;
    try {
      return await this.#attempt(request, signal);
    } catch (error) {
      if (!(error instanceof ConverterEnded)) throw error;
      this.#options.log(error.message);
      if (!this.#mayEndOtherwise(error.ending, isFirstOfProcess)) throw promptErrorOf(error);
      return await this.#attempt(request, signal).catch((again: unknown) => {
        throw again instanceof ConverterEnded ? promptErrorOf(again) : again;
      });
    } finally {
      this.#idle = setTimeout(() => this.close(), this.#options.idleMs ?? defaultIdleMs);
    }
  }

  /** Whether the picture may be innocent, and another process read it. */
  #mayEndOtherwise(ending: Ending, isFirstOfProcess: boolean): boolean {
    // WebAssembly gives no memory back, so pictures before it may have taken most.
    if (ending === 'memoryExceeded') return !isFirstOfProcess;
    if (ending !== 'crashed' || !this.#isCompilerTrusted) return false;
    // It may have been V8's optimising compiler.
    this.#isCompilerTrusted = false;
    return true;
  }

  async #attempt(request: ConversionRequest, signal: AbortSignal): Promise<Conversion> {
    if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
    if (this.#process === undefined || this.#process.hasEnded) {
      const execArgv = this.#isCompilerTrusted ? [] : ['--liftoff-only'];
      this.#process = new ConverterProcess(this.#options.program, execArgv);
    }
    const converter = this.#process;
    const stopped = Promise.withResolvers<never>();
    const stop = (error: PromptError) => {
      converter.end();
      stopped.reject(error);
    };
    const cancel = () => stop(new PromptError({ kind: 'cancelled' }));
    const { maxSeconds } = request;
    const limit = setTimeout(() => stop(unreadable({ is: 'tooSlow', maxSeconds })), maxSeconds * 1000);
    const forget = whenAborted(signal, cancel);
    try {
      const answer = await Promise.race([converter.ask(request), stopped.promise]);
      if ('image' in answer) return answer;
      if (answer.reason !== undefined) this.#options.log(answer.reason);
      throw unreadable(answer.flaw);
    } finally {
      clearTimeout(limit);
      forget();
    }
  }
}

/**
 * V8's optimising compiler crashes on WebAssembly's exceptions in Electron 42 and 43 on 64-bit Windows
 * (electron/electron#54203); its first tier alone does not, and is about 1.5 times slower.
 */
function isCompilerKnownToCrash(): boolean {
  return process.platform === 'win32' && process.versions.electron !== undefined;
}

function promptErrorOf({ ending }: ConverterEnded): PromptError {
  switch (ending) {
    case 'closed':
      return new PromptError({ kind: 'cancelled' });
    case 'neverStarted':
      return unreadable({ is: 'noConverter' });
    case 'memoryExceeded':
      return unreadable({ is: 'tooMuchMemory', maxBytes: maxMemoryBytes });
    case 'crashed':
      return unreadable({ is: 'damaged' });
  }
}

function unreadable(flaw: ImageFlaw): PromptError {
  return new PromptError({ kind: 'imageUnreadable', flaw });
}
