/** An image that a line of text shows. */
interface ImageLink {
  /** Offsets in the line, the whole construct: `![alt](castle.png)` or `<img ...>`. */
  readonly start: number;
  readonly end: number;
  /** What the link points at, as a reader of the format understands it: entities and escapes undone. */
  readonly destination: string;
}

// Inline Markdown images. A destination is either in angle brackets or free of spaces, with brackets paired; a title
// may follow (https://spec.commonmark.org/0.31.2/#images).
const markdownImage =
  /!\[(?:[^\\[\]]|\\.|\[[^\]]*\])*\]\(\s*(?:<((?:[^\\<>]|\\.)*)>|((?:[^\\\s()]|\\.|\((?:[^\\\s()]|\\.)*\))+))(?:\s+(?:"(?:[^\\"]|\\.)*"|'(?:[^\\']|\\.)*'|\((?:[^\\()]|\\.)*\)))?\s*\)/g;
const htmlImage = /<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))[^>]*>/gi;

/** The images of one line, in their order. */
function imageLinksOfLine(line: string): ImageLink[] {
  return [
    ...line.matchAll(markdownImage).map((match) => linkOf(match, withoutEscapes(match[1] ?? match[2] ?? ''))),
    ...line
      .matchAll(htmlImage)
      .map((match) => linkOf(match, withoutEntities(match[1] ?? match[2] ?? match[3] ?? ''))),
  ].sort((one, other) => one.start - other.start);
}

/** How far from the cursor a link may begin and end: what no line that a person wrote exceeds. */
const reach = 2000;

/** The destination of the image at an offset of a line; the end of the construct belongs to it. */
export function imageDestinationAt(line: string, offset: number): string | undefined {
  const from = Math.max(0, offset - reach);
  const links = imageLinksOfLine(line.slice(from, offset + reach));
  return links.find(({ start, end }) => from + start <= offset && offset <= from + end)?.destination;
}

function linkOf(match: RegExpExecArray, destination: string): ImageLink {
  return { start: match.index, end: match.index + match[0].length, destination };
}

function withoutEscapes(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function withoutEntities(html: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
