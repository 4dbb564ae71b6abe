/** Longer alt texts tire those who have them read out; about half of it is the aim. */
const maxAltLength = 250;

/**
 * The alt text in an engine's answer, which is plain text. Of a list that is its caption, the part before the first
 * comma: the modifiers after it are for image generators.
 */
export function altText(answer: string, isList: boolean): string {
  const text = isList ? (answer.split(',', 1)[0] ?? '').trim() : answer;
  if (text.length <= maxAltLength) return text;
  const cut = text.slice(0, maxAltLength).replace(/[\uD800-\uDBFF]$/, '');
  return (/^(.*)\s/s.exec(cut)?.[1] ?? cut).replace(/[\s,;:]+$/, '');
}
