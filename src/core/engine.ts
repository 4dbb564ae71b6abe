import type { Brief } from './brief.ts';
import type { Prepare } from './image.ts';

/** Something that can say which prompt would make a picture. */
export interface Engine {
  /** The host that receives the picture. */
  readonly host: string;
  /**
   * Asks for the picture as the service takes it, and the service for its prompt. Throws a PromptError, of kind
   * `cancelled` when the signal is aborted.
   */
  describe(prepare: Prepare, brief: Brief, signal: AbortSignal): Promise<Answer>;
}

/** What an engine answered. */
export interface Answer {
  /** Untrusted text. */
  readonly text: string;
  /** Whether commas separate modifiers, each of which may be dropped; in prose they do not. */
  readonly isList: boolean;
}
