import type { PreparedImage } from './image.ts';

/** Something that can say which prompt would make a picture. */
export interface Engine {
  /** The host that receives the picture. */
  readonly host: string;
  /**
   * The engine's answer as it came: untrusted text. Throws a PromptError, of kind `cancelled` when the signal is
   * aborted.
   */
  describe(image: PreparedImage, signal: AbortSignal): Promise<string>;
}
