/** The kinds of prompts that engines which take instructions can be asked for. */
export const styles = ['tags', 'natural', 'midjourney', 'caption', 'altText', 'custom'] as const;
export type Style = (typeof styles)[number];

/** What the user wants said of a picture. Engines that take no instructions pass it by. */
export interface Brief {
  readonly style: Style;
  /** The whole instruction where `style` is `custom`, an addition to it otherwise; may be empty. */
  readonly customInstruction: string;
  /** The language of the answer, as the user names it; empty for English. */
  readonly language: string;
  /** What the document says around the picture, where there is one; alt text depends on it. */
  readonly surroundings?: string;
}
