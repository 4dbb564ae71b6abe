import { type Obstacle, PromptError } from '../core/promptError.ts';
import type { HttpAnswer, HttpRequest, HttpTransport } from './httpTransport.ts';

/** Far more than any answer that holds a prompt. */
const maxAnswerBytes = 1024 * 1024;

/** A POST of one service. `host` is what the user is told when it fails. */
export interface Post {
  readonly url: string;
  readonly host: string;
  readonly headers: HttpRequest['headers'];
  readonly body: HttpRequest['body'];
  /** From the first byte of the connection to the last of the answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** An answer whose body, UTF-8 text of at most 1 MiB, has arrived. */
export interface TextAnswer extends HttpAnswer {
  readonly body: string;
}

/** Sends requests and turns what goes wrong on the way into PromptErrors. Whatever status comes is an answer. */
export class HttpClient {
  readonly #loadTransport: () => Promise<HttpTransport>;
  #transport: Promise<HttpTransport> | undefined;

  constructor(loadTransport: () => Promise<HttpTransport> = loadUndici) {
    this.#loadTransport = loadTransport;
  }

  async post({ url, host, headers, body, timeoutMs, signal }: Post): Promise<TextAnswer> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      this.#transport ??= this.#loadTransport();
      const transport = await this.#transport;
      const answer = await transport.send({
        url,
        headers,
        body,
        signal: AbortSignal.any([signal, timeout]),
        maxAnswerBytes,
      });
      if (answer.body === undefined) {
        throw new PromptError({ kind: 'answerUnusable', host, flaw: 'tooLong' });
      }
      return { ...answer, body: answer.body };
    } catch (error) {
      if (signal.aborted) throw new PromptError({ kind: 'cancelled' }, { cause: error });
      if (timeout.aborted) {
        throw new PromptError({ kind: 'timedOut', host, timeoutSeconds: timeoutMs / 1000 }, { cause: error });
      }
      const obstacle = obstacleOf(error);
      if (obstacle === undefined) throw error;
      throw new PromptError({ kind: 'unreachable', host, obstacle }, { cause: error });
    }
  }

  async close(): Promise<void> {
    await (await this.#transport)?.close();
  }
}

async function loadUndici(): Promise<HttpTransport> {
  const { undiciTransport } = await import('./undiciTransport.ts');
  return undiciTransport();
}

const obstacleOfCode: readonly [code: RegExp, obstacle: Obstacle][] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'nameUnknown'],
  [/^ECONNREFUSED$/, 'connectionRefused'],
  // Node's and OpenSSL's names for a certificate that does not convince.
  [/CERT|SIGNATURE|ISSUER|^ERR_TLS_|^CRL_|^EPROTO$|SELF_SIGNED/, 'certificate'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'connectionLost'],
  [/^(E[A-Z]+|UND_ERR_CONNECT_TIMEOUT|HPE_\w+)$/, 'network'],
];

/** What stood in the way; undefined for an error that is no failure of the network. */
function obstacleOf(error: unknown): Obstacle | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return obstacleOfCode.find(([pattern]) => pattern.test(code))?.[1];
}
