import type { Brief } from './brief.ts';
import type { Prepare } from './image.ts';

/** The engines that ask somebody themselves; the setting names them so, and so does what is kept of them. */
export const engineIds = ['img2prompt', 'vision', 'languageModel'] as const;
type EngineId = (typeof engineIds)[number];

/** Something that can say which prompt would make a picture. */
export interface Engine {
  /** The host that receives the picture. */
  readonly host: string;
  /** What it would ask of whom now; undefined where that is settled only when it asks, such as which model. */
  question(brief: Brief): Question | undefined;
  /**
   * Asks for the picture as the service takes it, and the service for its prompt. Throws a PromptError, of kind
   * `cancelled` when the signal is aborted.
   */
  describe(prepare: Prepare, brief: Brief, signal: AbortSignal): Promise<Answer>;
}

/** What is asked of whom. About the same picture it needs to be asked only once. */
export interface Question {
  readonly engine: EngineId;
  /** The base address of the service; empty where VS Code reaches the model. */
  readonly address: string;
  /** Empty where the service has no choice of models. */
  readonly model: string;
  /** All that is said with the picture; empty where the service takes no instructions. */
  readonly instruction: string;
}

/** What an engine answered. */
export interface Answer {
  /** Untrusted text. */
  readonly text: string;
  /** Whether commas separate modifiers, each of which may be dropped; in prose they do not. */
  readonly isList: boolean;
  /** Untrusted text: all that came, thoughts, lead-ins and quotes included. */
  readonly raw: string;
  /** What it answers. */
  readonly question: Question;
}
