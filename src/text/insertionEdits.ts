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
 * The edits that put some lines at each of the ranges: what is selected is replaced. Ranges that have become one get one
 * insertion. Frontmatter is never touched: an insertion inside it moves to a line of its own right after it. In the
 * order of the document, without overlaps.
 */
export function insertionEdits(
  lines: readonly string[],
  ranges: readonly OffsetRange[],
  { text, languageId, endOfLine }: InsertionDocument,
): InsertionEdit[] {
  const inserted = lines.join(endOfLine);
  const bodyStart = mayHaveFrontmatter(languageId) ? endOfFrontmatter(text) : 0;
  const fenceEndsFile = bodyStart > 0 && !text.slice(0, bodyStart).endsWith('\n');
  const edits: InsertionEdit[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const isInFrontmatter = range.end < bodyStart || (fenceEndsFile && range.end === bodyStart);
    const start = Math.max(range.start, bodyStart);
    const end = Math.max(range.end, bodyStart);
    const newText = fenceEndsFile ? endOfLine + inserted : isInFrontmatter ? inserted + endOfLine : inserted;
    const last = edits.at(-1);
    if (last && (start < last.end || start === last.start)) {
      edits.splice(-1, 1, { start: last.start, end: Math.max(last.end, end), newText: last.newText });
    } else {
      edits.push({ start, end, newText });
    }
  }
  return edits;
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
