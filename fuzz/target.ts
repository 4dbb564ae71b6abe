import type { Mutation } from './mutated.ts';

/** What is fuzzed: some readers of a kind of bytes that anybody may have made. */
export interface Target {
  /** How often it is tried in a whole run. */
  readonly rounds: number;
  /** What one check may take of the processor's time; half a second where nothing else is said. */
  readonly maxSeconds?: number;
  /** Bytes that are good, or nearly; made when their turn comes. */
  readonly samples: readonly (() => Promise<Uint8Array | string> | Uint8Array | string)[];
  /** What means something to the readers. */
  readonly words: readonly (string | Uint8Array)[];
  /** Changes a sample in its own way, so that more of it is read than where any bytes are changed. */
  mutated?: Mutation;
  /** Throws where something is wrong with how the input is read. The same input is always looked at alike. */
  check(input: Buffer): Promise<void> | void;
  close?(): Promise<void> | void;
}
