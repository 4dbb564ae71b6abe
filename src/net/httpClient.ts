import { type Clock, systemClock } from '../core/clock.ts';
import { PromptError } from '../core/promptError.ts';
import { whenAborted } from '../core/whenAborted.ts';
import { BodyWatch } from './bodyWatch.ts';
import type { HttpAnswer, HttpRequest, HttpTransport, Way } from './httpTransport.ts';
import { directNetwork, type NetworkSettings } from './networkSettings.ts';
import { isNotConnected, obstacleOf } from './obstacles.ts';
import { ProxyError } from './proxyError.ts';
import { delayBeforeRetryMs, type Outcome } from './retryRule.ts';

/** Far more than any answer that holds a prompt. */
const maxAnswerBytes = 1024 * 1024;

/** A request to one service. `host` is what the user is told when it fails. */
export interface Sending {
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly host: string;
  readonly headers: HttpRequest['headers'];
  /** Made anew for each attempt. */
  readonly body?: HttpRequest['body'];
  /** For all attempts and the waits between them, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** An answer whose body, UTF-8 text of at most 1 MiB, has arrived. */
export interface TextAnswer extends Omit<HttpAnswer, 'body'> {
  readonly body: string;
}

/** How requests are sent; read anew for each attempt, so that a change counts from the next on. */
export interface HttpSettings {
  readonly network: NetworkSettings;
  /** How often a request is sent at most, where the service asks for it or cannot have got it. */
  readonly maxAttempts: number;
}

/** Gets the host of a service that has no room now, and how long to wait before the next request, in milliseconds. */
export type ThrottlingWatcher = (host: string, pauseMs: number) => void;

export interface HttpClientOptions {
  readonly settings?: () => HttpSettings;
  readonly loadTransport?: () => Promise<HttpTransport>;
  readonly clock?: Clock;
}

/**
 * Sends requests, again where that is safe and may help, and turns what goes wrong on the way into PromptErrors.
 * Whatever status comes in the end is an answer.
 */
export class HttpClient {
  readonly #settings: () => HttpSettings;
  readonly #loadTransport: () => Promise<HttpTransport>;
  readonly #clock: Clock;
  readonly #throttlingWatchers = new Set<ThrottlingWatcher>();
  #transport: Promise<HttpTransport> | undefined;

  constructor({
    settings = oneDirectAttempt,
    loadTransport = loadUndici,
    clock = systemClock,
  }: HttpClientOptions = {}) {
    this.#settings = settings;
    this.#loadTransport = loadTransport;
    this.#clock = clock;
  }

  /** Throws a PromptError of the kinds `cancelled`, `timedOut`, `unreachable` or `answerUnusable` (too long). */
  async send(sending: Sending): Promise<TextAnswer> {
    const { body, ...answer } = await this.sendForBytes(sending, maxAnswerBytes);
    if (body === undefined) {
      throw new PromptError({ kind: 'answerUnusable', host: sending.host, flaw: 'tooLong' });
    }
    return { ...answer, body: Buffer.from(body).toString('utf8') };
  }

  /**
   * The answer as it arrives, with a body of so many bytes at most. Throws a PromptError of the kinds `cancelled`,
   * `timedOut` or `unreachable`.
   */
  async sendForBytes(sending: Sending, maxBytes: number): Promise<HttpAnswer> {
    const { host, timeoutMs, signal } = sending;
    // Not AbortSignal.timeout, which lives on until its time comes: many short requests would pile up.
    const ending = new AbortController();
    let hasTimedOut = false;
    const timer = setTimeout(() => {
      hasTimedOut = true;
      ending.abort();
    }, timeoutMs);
    const forget = whenAborted(signal, () => ending.abort());
    try {
      signal.throwIfAborted();
      const outcome = await this.#attempts(sending, maxBytes, ending.signal);
      if ('error' in outcome) throw outcome.error;
      const { answer } = outcome;
      if (answer.status === 407)
        throw new ProxyError('ERR_PROXY_REFUSED', 'The proxy wants to know who asks.');
      return answer;
    } catch (error) {
      if (signal.aborted) throw new PromptError({ kind: 'cancelled' }, { cause: error });
      if (hasTimedOut) {
        throw new PromptError({ kind: 'timedOut', host, timeoutSeconds: timeoutMs / 1000 }, { cause: error });
      }
      const obstacle = obstacleOf(error);
      if (obstacle === undefined) throw error;
      throw new PromptError({ kind: 'unreachable', host, obstacle }, { cause: error });
    } finally {
      clearTimeout(timer);
      forget();
    }
  }

  /** Has a function called whenever a service says that it has no room, until what is returned is called. */
  watchThrottling(watcher: ThrottlingWatcher): () => void {
    this.#throttlingWatchers.add(watcher);
    return () => this.#throttlingWatchers.delete(watcher);
  }

  /** How requests to `url` go now, as far as is known. Throws where what is set as the proxy is none. */
  async wayTo(url: string): Promise<Way> {
    return (await this.#loadedTransport()).wayTo(new URL(url), this.#settings().network);
  }

  async close(): Promise<void> {
    await (await this.#transport)?.close();
  }

  /** Sends until there is an outcome to keep; throws when the signal is aborted between two attempts. */
  async #attempts(sending: Sending, maxBytes: number, signal: AbortSignal): Promise<Outcome> {
    const endsAtMs = this.#clock.now() + sending.timeoutMs;
    for (let attempt = 1; ; attempt++) {
      const { network, maxAttempts } = this.#settings();
      const outcome = await this.#attempt(sending, maxBytes, signal, network, attempt === 1);
      if (signal.aborted || attempt >= maxAttempts) return outcome;
      const nowMs = this.#clock.now();
      const delayMs = delayBeforeRetryMs(outcome, attempt, nowMs, this.#clock.random());
      if ('answer' in outcome && delayMs !== undefined) {
        for (const watcher of this.#throttlingWatchers) watcher(sending.host, delayMs);
      }
      // Where the time does not suffice, the service's own word helps more than having waited for nothing.
      if (delayMs === undefined || nowMs + delayMs >= endsAtMs) return outcome;
      await this.#clock.sleep(delayMs, signal);
    }
  }

  async #attempt(
    { method, url, headers, body }: Sending,
    maxAnswerBytes: number,
    signal: AbortSignal,
    network: NetworkSettings,
    mayAskHost: boolean,
  ): Promise<Outcome> {
    const watch = new BodyWatch(body);
    try {
      const transport = await this.#loadedTransport();
      const request = { method, url, headers, body: watch.body, signal, maxAnswerBytes, network, mayAskHost };
      return { answer: await transport.send(request) };
    } catch (error) {
      const mayHaveArrived = method === 'POST' && watch.isHandedOver && !isNotConnected(error);
      return { error, mayHaveArrived };
    }
  }

  #loadedTransport(): Promise<HttpTransport> {
    this.#transport ??= this.#loadTransport();
    return this.#transport;
  }
}

const oneDirectAttempt = (): HttpSettings => ({ network: directNetwork, maxAttempts: 1 });

async function loadUndici(): Promise<HttpTransport> {
  const { undiciTransport } = await import('./undiciTransport.ts');
  return undiciTransport();
}
