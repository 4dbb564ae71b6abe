import { endOfFrontmatter, mayHaveFrontmatter } from './frontmatter.ts';
import type { OffsetRange } from './offsetRange.ts';

/** A range of a document and the text that takes its place. */
export interface InsertionEdit extends OffsetRange {
  readonly newText: string;
}

export interface InsertionDocument {
  readonly text: string;
  readonly languageId: string;
  readonly endOfLine: '\n' | '\r\n';
}

/**
 * The edits that put some lines at each of the ranges: what is selected is replaced. Frontmatter is never touched: an
 * insertion inside it moves to a line of its own right after it, one for all that were inside. In the order of
 * the document, without overlaps.
 */
export function insertionEdits(
  lines: readonly string[],
  ranges: readonly OffsetRange[],
  { text, languageId, endOfLine }: InsertionDocument,
): InsertionEdit[] {
  const inserted = lines.join(endOfLine);
  const bodyStart = mayHaveFrontmatter(languageId) ? endOfFrontmatter(text) : 0;
  const edits: InsertionEdit[] = [];
  if (ranges.some(({ end }) => end < bodyStart)) {
    const closingFenceEndsFile = !text.slice(0, bodyStart).endsWith('\n');
    const newText = closingFenceEndsFile ? endOfLine + inserted : inserted + endOfLine;
    edits.push({ start: bodyStart, end: bodyStart, newText });
  }
  for (const { start, end } of ranges) {
    if (end >= bodyStart) edits.push({ start: Math.max(start, bodyStart), end, newText: inserted });
  }
  return edits.sort((one, other) => one.start - other.start);
}

/** Where each edit's text ends once all of them are made. */
export function endsOfInsertions(edits: readonly InsertionEdit[]): number[] {
  let shift = 0;
  return edits.map(({ start, end, newText }) => {
    const insertedEnd = start + shift + newText.length;
    shift += newText.length - (end - start);
    return insertedEnd;
  });
}
