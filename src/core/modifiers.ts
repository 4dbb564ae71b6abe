/**
 * The modifiers of a prompt: what stands between its commas, as it is. Commas inside brackets do not separate:
 * `(blue, red:1.2)` is one modifier.
 */
export function modifiersOf(prompt: string): string[] {
  const parts: string[] = [];
  const awaited: string[] = [];
  let start = 0;
  for (let index = 0; index < prompt.length; index++) {
    const character = prompt.charAt(index);
    if (character === '\\') {
      index++; // an escaped bracket is a bracket to look at, not one that groups
    } else if (character === awaited.at(-1)) {
      awaited.pop();
    } else if (closesLater(prompt, index)) {
      awaited.push(closingOf[character] as string);
    } else if (character === ',' && awaited.length === 0) {
      parts.push(prompt.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(prompt.slice(start));
  return parts;
}

const closingOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** A bracket that is never closed, as in `a <3 b`, groups nothing. */
function closesLater(text: string, index: number): boolean {
  const closing = closingOf[text.charAt(index)];
  return closing !== undefined && text.includes(closing, index + 1);
}
