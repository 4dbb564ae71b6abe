/**
 * A prompt without the modifiers that it repeats: `castle, sharp, Sharp , ,blue` becomes `castle, sharp, blue`.
 * The first of each stays, in its own spelling. Commas inside brackets do not separate: `(blue, red:1.2)` is one
 * modifier.
 */
export function tidy(prompt: string): string {
  const seen = new Set<string>();
  const kept: string[] = [];
  for (const modifier of splitAtTopLevelCommas(prompt)) {
    const text = modifier.replace(/\s+/g, ' ').trim();
    const sameAs = text.toLowerCase();
    if (text === '' || seen.has(sameAs)) continue;
    seen.add(sameAs);
    kept.push(text);
  }
  return kept.join(', ');
}

const closingOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

function splitAtTopLevelCommas(text: string): string[] {
  const parts: string[] = [];
  const awaited: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') {
      index++; // an escaped bracket is a bracket to look at, not one that groups
    } else if (character === awaited.at(-1)) {
      awaited.pop();
    } else if (closesLater(text, index)) {
      awaited.push(closingOf[character] as string);
    } else if (character === ',' && awaited.length === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** A bracket that is never closed, as in `a <3 b`, groups nothing. */
function closesLater(text: string, index: number): boolean {
  const closing = closingOf[text.charAt(index)];
  return closing !== undefined && text.includes(closing, index + 1);
}
