import { type ChildProcess, fork } from 'node:child_process';
import {
  type ConversionAnswer,
  type ConversionRequest,
  converterReady,
  memoryExceeded,
} from './conversion.ts';

/** Why a process ended before it answered. */
export type Ending = 'neverStarted' | 'crashed' | 'memoryExceeded' | 'closed';

/** A converter process that ended before it answered. */
export class ConverterEnded extends Error {
  readonly ending: Ending;

  constructor(ending: Ending, message: string, options?: ErrorOptions) {
    super(message, options);
    this.ending = ending;
  }
}

/** One process that converts pictures, one at a time, for as long as it lasts. */
export class ConverterProcess {
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  #answer = Promise.withResolvers<ConversionAnswer>();
  #isReady = false;
  #hasEnded = false;
  #isClosed = false;
  #stderr = '';

  /** Throws ConverterEnded where VS Code or the machine forbids to start a process; `ask` where that shows later. */
  constructor(program: string, execArgv: readonly string[]) {
    this.#child = start(program, execArgv);
    this.#child.on('message', (message) => {
      if (message === converterReady) {
        this.#isReady = true;
        this.#ready.resolve();
      } else {
        this.#answer.resolve(message as ConversionAnswer);
      }
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-500);
    });
    this.#child.once('error', (error) => this.#fail(error));
    this.#child.once('close', () => this.#fail(undefined));
    this.#ready.promise.catch(() => {}); // `ask` waits for it, where there is one
    this.#answer.promise.catch(() => {});
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Throws ConverterEnded, and never ends before the process does: the caller sets the time. */
  async ask(request: ConversionRequest): Promise<ConversionAnswer> {
    await this.#ready.promise;
    this.#answer = Promise.withResolvers();
    this.#child.send(request, (error) => {
      if (error) this.#fail(error);
    });
    return await this.#answer.promise;
  }

  end(): void {
    this.#hasEnded = true;
    this.#isClosed = true;
    this.#child.kill('SIGKILL');
  }

  #fail(cause: Error | undefined): void {
    this.#hasEnded = true;
    const { exitCode, signalCode } = this.#child;
    const message = `The image converter ended (${signalCode ?? exitCode}). ${this.#stderr}`;
    const error = new ConverterEnded(this.#ending, message, { cause });
    this.#ready.reject(error);
    this.#answer.reject(error);
  }

  get #ending(): Ending {
    if (this.#isClosed) return 'closed';
    if (this.#stderr.includes(memoryExceeded)) return 'memoryExceeded';
    return this.#isReady ? 'crashed' : 'neverStarted';
  }
}

function start(program: string, execArgv: readonly string[]): ChildProcess {
  // A debugger's options are not for it, and neither is a key.
  const { NODE_OPTIONS: _options, NOVITA_API_KEY: _key, ...env } = process.env;
  try {
    return fork(program, [], {
      env,
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  } catch (cause) {
    throw new ConverterEnded('neverStarted', 'The image converter could not be started.', { cause });
  }
}
