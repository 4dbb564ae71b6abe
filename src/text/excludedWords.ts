import { modifiersOf } from '../core/modifiers.ts';

/**
 * A prompt without the modifiers that are excluded words, in whatever case and weight and with spaces or underscores:
 * `Red_Hat` and `(red hat:1.2)` are dropped for `red hat`, and `<lora:x:0.8>` for `x`. Only what is all there is between
 * two commas counts, so a sentence keeps its words. A prompt that holds none stays as it is.
 */
export function withoutExcludedWords(prompt: string, words: readonly string[]): string {
  const excluded = new Set(words.map(sameAs));
  const modifiers = modifiersOf(prompt);
  const kept = modifiers.filter(
    (modifier) => !excluded.has(sameAs(modifier)) && !excluded.has(sameAs(wordOf(modifier))),
  );
  if (kept.length === modifiers.length) return prompt;
  return kept.map((modifier) => modifier.trim()).join(', ');
}

/** What is equal for words that count as the same. */
function sameAs(word: string): string {
  return word
    .normalize('NFC')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
}

const networkTag = /^<\w+:([^:>]*)(?::[^>]*)?>$/;

/** The word that a modifier gives weight to, or the network that it calls. */
function wordOf(modifier: string): string {
  const text = modifier.trim();
  const network = networkTag.exec(text)?.[1];
  if (network !== undefined) return network;
  return /^[([{]/.test(text) ? withoutWeight(text.replace(/^[([{\s]+/, '')) : text;
}

/** Without the brackets that close at the end, and the weight before each of them. */
function withoutWeight(text: string): string {
  let end = text.length;
  while (/[)\]}]/.test(text.charAt(end - 1))) {
    end -= 1;
    let start = end;
    while (/[\s\d.]/.test(text.charAt(start - 1))) start -= 1;
    if (start < end && text.charAt(start - 1) === ':') end = start - 1;
  }
  return text.slice(0, end);
}
