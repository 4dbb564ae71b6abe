import { modifiersOf } from './modifiers.ts';

/**
 * A prompt without the modifiers that it repeats: `castle, sharp, Sharp , ,blue` becomes `castle, sharp, blue`.
 * The first of each stays, in its own spelling.
 */
export function tidy(prompt: string): string {
  const seen = new Set<string>();
  const kept: string[] = [];
  for (const modifier of modifiersOf(prompt)) {
    const text = modifier.replace(/\s+/g, ' ').trim();
    const sameAs = text.toLowerCase();
    if (text === '' || seen.has(sameAs)) continue;
    seen.add(sameAs);
    kept.push(text);
  }
  return kept.join(', ');
}
