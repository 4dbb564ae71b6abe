/**
 * Inline Markdown with spaces in the place of its code spans, which hold no Markdown; undefined where an offset is
 * inside of one (https://spec.commonmark.org/0.31.2/#code-spans).
 */
export function withoutCodeSpans(inline: string, offset: number): string | undefined {
  const runs = /(?<!\\)`+/g;
  let masked = inline;
  for (let opening = runs.exec(inline); opening; opening = runs.exec(inline)) {
    const [ticks] = opening;
    const closing = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g');
    closing.lastIndex = runs.lastIndex;
    if (!closing.test(inline)) continue;
    const end = closing.lastIndex;
    if (opening.index < offset && offset < end) return undefined;
    masked = masked.slice(0, opening.index) + ' '.repeat(end - opening.index) + masked.slice(end);
    runs.lastIndex = end;
  }
  return masked;
}
