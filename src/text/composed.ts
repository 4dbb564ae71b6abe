import { withoutExcludedWords } from './excludedWords.ts';

/** What the user wants around a prompt, and out of it. */
export interface Composition {
  /** Empty for `${prompt}`. */
  readonly template: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly excludeWords: readonly string[];
  readonly facts: PromptFacts;
}

/** What a template can tell besides the prompt. */
interface PromptFacts {
  readonly imageName: string;
  readonly imagePath: string;
  readonly engine: string;
  readonly date: string;
}

/**
 * A prompt as the settings want it: without excluded words, between prefix and suffix, in the template, whose
 * `${prompt}`, `${imageName}` and so on are replaced. Other placeholders stay, and so does what looks like one in a
 * prompt or a name. What comes out is not yet normalised (see `textFor`).
 */
export function composed(
  prompt: string,
  { template, prefix, suffix, excludeWords, facts }: Composition,
): string {
  const values = new Map<string, string>(Object.entries(facts));
  values.set('prompt', joined(prefix, finished(prompt, { suffix, excludeWords })));
  return (template || '${prompt}').replace(
    /\$\{(\w+)\}/g,
    (placeholder, name) => values.get(name) ?? placeholder,
  );
}

/** A prompt without excluded words, before its suffix. */
export function finished(
  prompt: string,
  { suffix, excludeWords }: Pick<Composition, 'suffix' | 'excludeWords'>,
): string {
  return joined(withoutExcludedWords(prompt, excludeWords), suffix);
}

const endOfClause = /[.,;:!?…。，、；：！？]$/;
/** A face such as `:d`, which is a tag, is none. */
const ownSeparator = /^(?:[,…。，、；：！？]|[.;:!?]+(?=\s|$))/;

/**
 * Two texts as one list, which is right for prose as well: `ohwx` and `A castle.` make `ohwx, A castle.`, as captions
 * have it. Only a space goes between them after a full stop or other sign, before a parameter (`--ar 3:2`), and where
 * one side brings a space at the seam, as the prefix `a photo of ` does. A suffix may begin with its own sign.
 */
export function joined(left: string, right: string): string {
  const [before, after] = [left.trimEnd(), right.trimStart()];
  if (before.trim() === '' || after.trim() === '') return before + after;
  if (ownSeparator.test(right)) return before + after;
  const hasOwnSpace = before !== left || after !== right;
  return before + (hasOwnSpace || endOfClause.test(before) || after.startsWith('--') ? ' ' : ', ') + after;
}
