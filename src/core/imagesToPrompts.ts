import { altText } from './altText.ts';
import type { Answers } from './answers.ts';
import type { Brief } from './brief.ts';
import type { Answer, Engine } from './engine.ts';
import type { ImageSource, PreparedImage } from './image.ts';
import { plainText } from './plainText.ts';
import { PromptError, type PromptErrorKind } from './promptError.ts';
import { tidy } from './tidy.ts';

/** A prompt and the picture that it describes. `text` is one line of plain text. */
export interface Prompt<Source extends ImageSource> {
  readonly source: Source;
  readonly text: string;
}

/** A picture without a prompt; no error means that it was not tried, because going on was pointless. */
interface Failure<Source extends ImageSource> {
  readonly source: Source;
  readonly error: unknown;
}

/** What became of the pictures, in the order in which they were given. */
export interface Outcome<Source extends ImageSource> {
  readonly prompts: readonly Prompt<Source>[];
  readonly failures: readonly Failure<Source>[];
  readonly notTried: readonly Source[];
  /** The user stopped it before every picture had been tried. */
  readonly cancelled: boolean;
}

/** The pictures of a run that have no prompt, for another try. */
export function sourcesLeft<Source extends ImageSource>({ failures, notTried }: Outcome<Source>): Source[] {
  return [...failures.map(({ source }) => source), ...notTried];
}

/** The steps on a picture's way, for one run. */
export interface Steps<Source extends ImageSource> {
  /**
   * Reads a picture and makes it one that every service accepts, in so many bytes at most. Throws a PromptError
   * `imageUnreadable`, or `cancelled` when the signal is aborted.
   */
  prepare(source: Source, maxBytes: number, signal: AbortSignal): Promise<PreparedImage>;
  readonly engine: Engine;
  readonly answers: Answers;
  /** Whether the user wants a new answer where there is one already. */
  readonly isRenewed: boolean;
  /** What the user wants said of this picture. */
  briefFor(source: Source): Brief;
  /** Whether the user wants this picture's prompt tidied. */
  wantsTidy(source: Source): boolean;
}

/**
 * What happens to pictures on their way to prompts, one after the other. A picture that fails is listed and the rest
 * goes on, except where the next would fail alike. Never throws: what was paid for is returned whatever happens.
 * `onTurn` is called as each picture's turn comes, counted from 0.
 */
export async function imagesToPrompts<Source extends ImageSource>(
  sources: readonly Source[],
  steps: Steps<Source>,
  signal: AbortSignal,
  onTurn: (source: Source, index: number) => void = () => {},
): Promise<Outcome<Source>> {
  const prompts: Prompt<Source>[] = [];
  const failures: Failure<Source>[] = [];
  for (const [index, source] of sources.entries()) {
    const later = sources.slice(index + 1);
    onTurn(source, index);
    try {
      prompts.push({ source, text: await imageToPrompt(source, steps, signal) });
    } catch (error) {
      const kind = PromptError.problemOf(error)?.kind;
      if (kind === 'cancelled') return { prompts, failures, notTried: [source, ...later], cancelled: true };
      failures.push({ source, error });
      if (kind !== undefined && dooming.has(kind)) {
        return { prompts, failures, notTried: later, cancelled: false };
      }
    }
  }
  return { prompts, failures, notTried: [], cancelled: false };
}

/** The problems that the next picture would meet as well. */
const dooming: ReadonlySet<PromptErrorKind> = new Set([
  'noKey',
  'keyRefused',
  'noBalance',
  'rateLimited',
  'serviceGone',
  'unreachable',
  'storageFailed',
]);

/**
 * What happens to one picture on its way to its prompt, which is one line of plain text: it is found among the answers
 * that there are, or made ready and sent to the engine, and what the engine answers is kept, cleaned and tidied. Throws
 * a PromptError, `cancelled` when the signal is aborted.
 */
export async function imageToPrompt<Source extends ImageSource>(
  source: Source,
  steps: Steps<Source>,
  signal: AbortSignal,
): Promise<string> {
  if (signal.aborted) throw new PromptError({ kind: 'cancelled' });
  const { engine, answers, isRenewed } = steps;
  const brief = steps.briefFor(source);
  const promptOf = (answer: Answer) => promptOfAnswer(answer, brief, steps.wantsTidy(source));

  // Others may come to wait for the same answer: then it outlives this run's own signal.
  const ask = async (signal: AbortSignal) => {
    const prepare = (maxBytes: number) => steps.prepare(source, maxBytes, signal);
    const answer = await engine.describe(prepare, brief, signal);
    const prompt = promptOf(answer);
    if (prompt === '') {
      throw new PromptError({ kind: 'answerUnusable', host: engine.host, flaw: 'noPrompt' });
    }
    return { answer, prompt };
  };
  return promptOf(await answers.find({ source, question: engine.question(brief), isRenewed, ask }, signal));
}

function promptOfAnswer(answer: Answer, { style }: Brief, wantsTidy: boolean): string {
  const prompt = plainPrompt(answer, wantsTidy);
  return style === 'altText' ? altText(prompt, answer.isList) : prompt;
}

/** The prompt in an answer: one line of plain text. */
export function plainPrompt({ text, isList }: Answer, wantsTidy: boolean): string {
  const plain = plainText(text);
  // Tidying adds a space after each comma, and so may reach the limit of length again.
  return wantsTidy && isList ? plainText(tidy(plain)) : plain;
}
