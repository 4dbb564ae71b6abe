import {
  type CancellationToken,
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelError,
  l10n,
  type Memento,
} from 'vscode';
import type { Brief } from '../../core/brief.ts';
import type { Answer, Engine, Question } from '../../core/engine.ts';
import type { Prepare } from '../../core/image.ts';
import { plainText } from '../../core/plainText.ts';
import { type Problem, PromptError } from '../../core/promptError.ts';
import { whenAborted } from '../../core/whenAborted.ts';
import { promptOfChatAnswer } from '../../engines/chatAnswer.ts';
import { instructionFor, isListStyle } from '../../engines/instruction.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';
import { settings } from '../settings.ts';
import { imageMessage } from './imagePart.ts';
import { BlindModels, chooseLanguageModel, languageModels, nameInSettings } from './languageModels.ts';

/** As much as the vision engine sends: models look at less than this holds. */
const maxBytes = 1_000_000;

/** No prompt is as long; a model that never stops is stopped. */
const maxAnswerLength = 1_000_000;

/** The engine of the model in the settings; the user chooses one where there is none. Throws a PromptError `cancelled`. */
export async function languageModelEngine(memory: Memento, whileAsking: WhileAsking): Promise<Engine> {
  const blind = new BlindModels(memory);
  const name = settings.languageModel || (await whileAsking(() => chooseLanguageModel(blind)));
  return new LanguageModelEngine(name, blind);
}

/**
 * A model that VS Code itself offers, with its consent and its bill. Which one is the user's choice; models do not all
 * say whether they see pictures, so one that refuses is remembered.
 */
class LanguageModelEngine implements Engine {
  readonly #model: string;
  readonly #blind: BlindModels;

  /** `model`: as the settings name it. */
  constructor(model: string, blind: BlindModels) {
    this.#model = model;
    this.#blind = blind;
  }

  get host(): string {
    return this.#model;
  }

  question(brief: Brief): Question {
    return { engine: 'languageModel', address: '', model: this.#model, instruction: instructionFor(brief) };
  }

  async describe(prepare: Prepare, brief: Brief, signal: AbortSignal): Promise<Answer> {
    const image = await prepare(maxBytes);
    const model = await this.#find();
    const question = this.question(brief);
    const message = imageMessage(image.bytes, image.mimeType, question.instruction);
    const cancellation = new CancellationTokenSource();
    const forget = whenAborted(signal, () => cancellation.cancel());
    try {
      const text = await answerOf(model, message, cancellation.token);
      if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
      const prompt = promptOfChatAnswer(text);
      if (prompt === '') throw this.#error({ kind: 'answerUnusable', host: this.host, flaw: 'noPrompt' });
      await this.#blind.remove(this.#model);
      return { text: prompt, isList: isListStyle(brief.style), raw: text, question };
    } catch (error) {
      if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
      if (error instanceof PromptError) throw error;
      const problem = problemOf(error, this.host);
      if (problem.kind === 'serviceGone' && problem.gone === 'sight') await this.#blind.add(this.#model);
      throw this.#error(problem, error);
    } finally {
      forget();
      cancellation.dispose();
    }
  }

  async #find(): Promise<LanguageModelChat> {
    const found = (await languageModels()).find((model) => nameInSettings(model) === this.#model);
    if (found) return found;
    throw this.#error({ kind: 'serviceGone', host: this.host, gone: 'model' });
  }

  #error(problem: Problem, cause?: unknown): PromptError {
    return new PromptError(problem, { cause });
  }
}

async function answerOf(
  model: LanguageModelChat,
  message: ReturnType<typeof imageMessage>,
  token: CancellationToken,
): Promise<string> {
  const justification = l10n.t('To generate prompts from the images you select.');
  const response = await model.sendRequest([message], { justification }, token);
  let text = '';
  for await (const part of response.text) {
    text += part;
    if (text.length > maxAnswerLength) break;
  }
  return text;
}

/** What a vendor says is untrusted; what it means is guessed from its words, where VS Code has no code for it. */
function problemOf(error: unknown, host: string): Problem {
  const code = error instanceof LanguageModelError ? error.code : '';
  const words = plainText(error instanceof Error ? error.message : String(error), maxMessageLength);
  if (code === LanguageModelError.NoPermissions().code) {
    return { kind: 'keyRefused', host, refused: 'consent', message: '' };
  }
  if (code === LanguageModelError.NotFound().code) return { kind: 'serviceGone', host, gone: 'model' };
  if (/\b(quota|rate.?limit|too many requests|429)\b/i.test(words)) {
    return { kind: 'rateLimited', host, retryAfterSeconds: undefined };
  }
  if (code === LanguageModelError.Blocked().code) {
    return { kind: 'keyRefused', host, refused: 'plan', message: words };
  }
  if (/\b(image|picture|vision|multi.?modal|attachment)s?\b/i.test(words)) {
    return { kind: 'serviceGone', host, gone: 'sight' };
  }
  return { kind: 'serviceFailing', host, status: undefined, message: words };
}

const maxMessageLength = 300;
