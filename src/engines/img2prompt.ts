import type { Engine } from '../core/engine.ts';
import type { PreparedImage } from '../core/image.ts';
import { PromptError } from '../core/promptError.ts';
import type { HttpClient, TextAnswer } from '../net/httpClient.ts';
import type { ServiceAddress } from '../net/serviceAddress.ts';
import { errorBodyOf, problemOfAnswer } from './serviceErrors.ts';
import { type KeyRing, withKey } from './withKey.ts';

export interface Img2promptOptions {
  readonly address: ServiceAddress;
  readonly http: HttpClient;
  readonly keys: KeyRing;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Novita AI's Image to Prompt, spoken exactly as documented: `POST {base}/v3/img2prompt` with
 * `{"image_file": "<bare base64>"}` and nothing else, answered by `{"prompt": "..."}`.
 */
export class Img2promptEngine implements Engine {
  readonly host: string;
  readonly #options: Img2promptOptions;

  constructor(options: Img2promptOptions) {
    this.host = options.address.host;
    this.#options = options;
  }

  describe(image: PreparedImage, signal: AbortSignal): Promise<string> {
    const { address, keys } = this.#options;
    const refuses = this.refusesKey.bind(this);
    return withKey({ address, keys, refuses, signal }, async (key) => {
      const answer = await this.#post(imageBody(image.bytes), key, signal);
      return this.#promptOf(answer, key);
    });
  }

  /** Asks the service, at no cost: it looks at the key before it misses the picture. Throws as a request does. */
  async refusesKey(key: string, signal: AbortSignal): Promise<boolean> {
    const answer = await this.#post(emptyBody, key, signal);
    const problem = problemOfAnswer(answer, parseJson(answer.body), { host: this.host, key });
    return problem.kind === 'keyRefused' && problem.refused === 'key';
  }

  #post(body: JsonBody, key: string | undefined, signal: AbortSignal): Promise<TextAnswer> {
    const { address, http, timeoutMs } = this.#options;
    return http.post({
      url: `${address.base}/v3/img2prompt`,
      host: this.host,
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.lengthBytes),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: body.chunks,
      timeoutMs,
      signal,
    });
  }

  #promptOf(answer: TextAnswer, key: string | undefined): string {
    const { host } = this;
    const body = parseJson(answer.body);
    const succeeded = answer.status >= 200 && answer.status < 300;
    if (!succeeded || errorBodyOf(body) !== undefined) {
      throw new PromptError(problemOfAnswer(answer, body, { host, key }));
    }
    if (body === undefined) throw new PromptError({ kind: 'answerUnusable', host, flaw: 'notJson' });
    if (typeof body === 'object' && body !== null && 'prompt' in body && typeof body.prompt === 'string') {
      return body.prompt;
    }
    throw new PromptError({ kind: 'answerUnusable', host, flaw: 'noPrompt' });
  }
}

/** A JSON text, made anew for each sending. */
interface JsonBody {
  readonly lengthBytes: number;
  chunks(): AsyncIterable<Uint8Array>;
}

const emptyBody: JsonBody = {
  lengthBytes: 2,
  async *chunks() {
    yield Buffer.from('{}');
  },
};

const beforeBase64 = Buffer.from('{"image_file":"');
const afterBase64 = Buffer.from('"}');

/** A multiple of 3, so that the base64 of the pieces joins to the base64 of the whole. */
const pieceBytes = 3 * 64 * 1024;

/** Encodes piece by piece as the connection takes it: no long pause for others and no copy of the whole. */
function imageBody(image: Uint8Array): JsonBody {
  return {
    lengthBytes: beforeBase64.length + Math.ceil(image.length / 3) * 4 + afterBase64.length,
    async *chunks() {
      yield beforeBase64;
      for (let start = 0; start < image.length; start += pieceBytes) {
        const piece = image.subarray(start, start + pieceBytes);
        const base64 = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64');
        yield Buffer.from(base64, 'latin1');
      }
      yield afterBase64;
    },
  };
}

/** What a JSON text says, yet to be looked at; undefined when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
