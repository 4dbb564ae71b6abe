import type { Answer, Engine, Question } from '../core/engine.ts';
import type { Prepare } from '../core/image.ts';
import { PromptError } from '../core/promptError.ts';
import { imageJson, plainJson } from './imageJson.ts';
import { call, type Service } from './service.ts';
import { isObject } from './serviceErrors.ts';
import { withKey } from './withKey.ts';

/** The raw file. The service says "30 MB" without saying which megabyte, nor whether before base64 or after. */
const maxBytes = 30_000_000;

/**
 * Novita AI's Image to Prompt, spoken exactly as documented: `POST {base}/v3/img2prompt` with
 * `{"image_file": "<bare base64>"}` and nothing else, answered by `{"prompt": "..."}`. It takes no instructions.
 */
export class Img2promptEngine implements Engine {
  readonly #service: Service;
  readonly #url: string;

  constructor(service: Service) {
    this.#service = service;
    this.#url = `${service.address.base}/v3/img2prompt`;
  }

  get host(): string {
    return this.#service.address.host;
  }

  /** The same whatever the brief says, which the service does not get. */
  question(): Question {
    return { engine: 'img2prompt', address: this.#service.address.base, model: '', instruction: '' };
  }

  async describe(prepare: Prepare, _brief: unknown, signal: AbortSignal): Promise<Answer> {
    const image = await prepare(maxBytes);
    return await withKey({ ...this.#service, probe: this.probe.bind(this), signal }, async (key) => {
      const body = imageJson(image.bytes, (base64) => ({ image_file: base64 }));
      const answer = await call(this.#service, { url: this.#url, key, body, signal });
      if (isObject(answer) && typeof answer.prompt === 'string') {
        return { text: answer.prompt, isList: true, raw: answer.prompt, question: this.question() };
      }
      throw new PromptError({ kind: 'answerUnusable', host: this.host, flaw: 'noPrompt' });
    });
  }

  /** Costs nothing: the service looks at the key before it misses the picture. */
  probe(key: string | undefined, signal: AbortSignal): Promise<unknown> {
    return call(this.#service, { url: this.#url, key, body: plainJson({}), signal });
  }
}
