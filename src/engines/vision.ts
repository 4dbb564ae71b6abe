import type { Brief } from '../core/brief.ts';
import type { Answer, Engine, Question } from '../core/engine.ts';
import type { Prepare, PreparedImage } from '../core/image.ts';
import { PromptError } from '../core/promptError.ts';
import { promptOfChatAnswer } from './chatAnswer.ts';
import { imageJson } from './imageJson.ts';
import { instructionFor, isListStyle } from './instruction.ts';
import { call, type Service } from './service.ts';
import { isObject } from './serviceErrors.ts';
import { listModels, type VisionModel } from './visionModels.ts';
import { withKey } from './withKey.ts';

/** Models look at less than this holds, and servers on the user's own machine refuse large bodies. */
const maxBytes = 1_000_000;

/** Which model an address uses: as the settings say, or as it was settled before. */
export interface ModelChoice {
  /** The model to use at the base address; undefined where nothing is settled. */
  known(base: string): string | undefined;
  /** Keeps a choice for an address; undefined forgets it. */
  remember(base: string, model: string | undefined): Promise<void>;
  /** Lets the user choose. Throws a PromptError `cancelled` when they do not. */
  ask(host: string, models: readonly VisionModel[], signal: AbortSignal): Promise<string>;
}

/**
 * A vision model behind chat completions (`POST {base}/chat/completions`): Novita AI's, OpenAI's, OpenRouter's, or one
 * on the user's own machine (Ollama, LM Studio, vLLM, llama.cpp).
 */
export class VisionEngine implements Engine {
  readonly #service: Service;
  readonly #models: ModelChoice;

  constructor(service: Service, models: ModelChoice) {
    this.#service = service;
    this.#models = models;
  }

  get host(): string {
    return this.#service.address.host;
  }

  question(brief: Brief): Question | undefined {
    const model = this.#models.known(this.#service.address.base);
    return model === undefined ? undefined : this.#questionTo(model, brief);
  }

  async describe(prepare: Prepare, brief: Brief, signal: AbortSignal): Promise<Answer> {
    const image = await prepare(maxBytes);
    return await withKey({ ...this.#service, probe: this.probe.bind(this), signal }, async (key) => {
      const settled = this.#models.known(this.#service.address.base);
      try {
        return await this.#ask(settled ?? (await this.#chooseModel(key, signal)), image, brief, key, signal);
      } catch (error) {
        const problem = PromptError.problemOf(error);
        const isStale = settled !== undefined && problem?.kind === 'serviceGone' && problem.gone === 'model';
        if (!isStale) throw error;
        // Models come and go: one that was settled once is chosen anew, unless the user set it.
        await this.#models.remember(this.#service.address.base, undefined);
        if (this.#models.known(this.#service.address.base) !== undefined) throw error;
        return await this.#ask(await this.#chooseModel(key, signal), image, brief, key, signal);
      }
    });
  }

  /** The model that pictures go to, settled now if it was not. Throws as a request does, or `cancelled`. */
  model(signal: AbortSignal): Promise<string> {
    return withKey(
      { ...this.#service, probe: this.probe.bind(this), signal },
      async (key) => this.#models.known(this.#service.address.base) ?? (await this.#chooseModel(key, signal)),
    );
  }

  /** Costs nothing. Servers that list their models to anybody cannot refuse a key here. */
  probe(key: string | undefined, signal: AbortSignal): Promise<unknown> {
    return call(this.#service, { url: `${this.#service.address.base}/models`, key, signal });
  }

  /** One that declares image input is used; of several, or where none declares anything, the user chooses. */
  async #chooseModel(key: string | undefined, signal: AbortSignal): Promise<string> {
    const { base, host } = this.#service.address;
    const models = await this.#listModels(key, signal);
    const seeing = models.filter(({ takesImages }) => takesImages === true);
    const [only] = seeing;
    const model =
      only && seeing.length === 1
        ? only.id
        : await this.#models.ask(host, seeing.length > 0 ? seeing : models, signal);
    await this.#models.remember(base, model);
    return model;
  }

  /** A server without a list is none that is wrong: the user then names the model. */
  async #listModels(key: string | undefined, signal: AbortSignal): Promise<VisionModel[]> {
    try {
      return await listModels(this.#service, key, signal);
    } catch (error) {
      if (PromptError.problemOf(error)?.kind === 'serviceGone') return [];
      throw error;
    }
  }

  async #ask(
    model: string,
    image: PreparedImage,
    brief: Brief,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const question = this.#questionTo(model, brief);
    const body = imageJson(image.bytes, (base64) => ({
      model,
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'image_url',
              image_url: { url: `data:${image.mimeType};base64,${base64}`, detail: 'high' },
            },
            { type: 'text', text: question.instruction },
          ],
        },
      ],
    }));
    const url = `${this.#service.address.base}/chat/completions`;
    const raw = contentOf(await call(this.#service, { url, key, body, signal }));
    const text = promptOfChatAnswer(raw);
    if (text !== '') return { text, isList: isListStyle(brief.style), raw, question };
    throw new PromptError({ kind: 'answerUnusable', host: this.host, flaw: 'noPrompt' });
  }

  #questionTo(model: string, brief: Brief): Question {
    const address = this.#service.address.base;
    return { engine: 'vision', address, model, instruction: instructionFor(brief) };
  }
}

/** The text of the first choice, given as a text or as parts of one; thoughts in fields of their own are left. */
function contentOf(answer: unknown): string {
  const choice = isObject(answer) && Array.isArray(answer.choices) ? answer.choices[0] : undefined;
  const content = isObject(choice) && isObject(choice.message) ? choice.message.content : undefined;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}
