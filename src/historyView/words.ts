import type { PageWords } from './protocol.ts';

/** The page's words come with it, in the language of VS Code. */
export const words: PageWords = JSON.parse(decodeURIComponent(document.body.dataset.words ?? ''));

/** A sentence with what its placeholder stands for. */
export function filled(sentence: string, value: string): string {
  return sentence.split('{0}').join(value);
}
