/** Enough to tell a model what a picture is there for. */
const maxLength = 400;

/** How far a heading or paragraph is looked for, in characters: documents may be of any length. */
const reach = 20_000;

/**
 * What a document says around an offset: the heading above it and the nearest paragraph, above rather than below, without
 * images and tags. Empty where there is neither.
 */
export function surroundings(document: string, offset: number): string {
  const above = document.slice(Math.max(0, offset - reach), offset);
  const below = document.slice(offset, offset + reach);
  const lines = above.split('\n').reverse();
  const headingText = words(lines.map(headingIn).find((found) => found) ?? '');
  const paragraph =
    firstParagraph(above.split(/\n\s*\n/).reverse()) || firstParagraph(below.split(/\n\s*\n/));
  return [headingText, paragraph].filter((text) => text !== '').join('\n');
}

/** What is a heading in a line of Markdown or HTML. Each step goes over the line once, however long it is. */
function headingIn(line: string): string | undefined {
  if (/^\s{0,3}#{1,6}\s/.test(line)) return line.trim().replace(/^#+/, '').replace(/\s#+$/, '');
  const start = line.search(/<h[1-6]/i);
  if (start === -1) return undefined;
  const inside = line.slice(start);
  const end = inside.search(/<\/h[1-6]>/i);
  return end === -1 ? undefined : inside.slice(0, end);
}

function firstParagraph(blocks: readonly string[]): string {
  for (const block of blocks) {
    const lines = block.split('\n').filter((line) => headingIn(line) === undefined);
    const text = words(lines.join(' '));
    if (text.length >= shortestParagraph) return text;
  }
  return '';
}

/** What is shorter is the rest of an image or a list's dash. */
const shortestParagraph = 12;

function words(markup: string): string {
  return markup
    .replace(/!\[[^[\]]*\]\([^)]*\)?|!\[[^[\]]*\]\[[^[\]]*\]/g, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\[([^[\]]*)\]\([^)]*\)?/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxLength);
}
