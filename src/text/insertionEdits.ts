import { endOfFrontmatter, mayHaveFrontmatter } from './frontmatter.ts';
import type { OffsetRange } from './offsetRange.ts';
import { replacedBy, type Target } from './targets/target.ts';
import { targetAt } from './targets/targetAt.ts';
import { textFor } from './targets/textFor.ts';

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
 * The edits that put some lines at each of the ranges, written as each place wants it: what is selected is replaced. Ranges that have become one get one
 * insertion. Frontmatter is never touched: an insertion inside it moves to a line of its own right after it. In the
 * order of the document, without overlaps.
 */
export function insertionEdits(
  lines: readonly string[],
  ranges: readonly OffsetRange[],
  document: InsertionDocument,
): InsertionEdit[] {
  return editsAt(ranges, document, (target) => linesFor(lines, target, document.endOfLine));
}

/** The same as a paragraph of its own below each of the ranges, which are at the ends of lines. */
export function paragraphEdits(
  lines: readonly string[],
  ranges: readonly OffsetRange[],
  document: InsertionDocument,
): InsertionEdit[] {
  const { text, endOfLine } = document;
  return insertionEdits(lines, ranges, document).map(({ newText, ...range }) => {
    const isFollowed = /^\r?\n[^\S\n]*\S/.test(text.slice(range.end));
    return { ...range, newText: endOfLine + endOfLine + newText + (isFollowed ? endOfLine : '') };
  });
}

/** The same with a text of any kind, which is asked for the target of each range. */
export function editsAt(
  ranges: readonly OffsetRange[],
  { text, languageId, endOfLine }: InsertionDocument,
  textAt: (target: Target) => string,
): InsertionEdit[] {
  const bodyStart = mayHaveFrontmatter(languageId) ? endOfFrontmatter(text) : 0;
  const fenceEndsFile = bodyStart > 0 && !text.slice(0, bodyStart).endsWith('\n');
  const edits: InsertionEdit[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const isInFrontmatter = range.end < bodyStart || (fenceEndsFile && range.end === bodyStart);
    const inBody = { start: Math.max(range.start, bodyStart), end: Math.max(range.end, bodyStart) };
    const target = targetAt(languageId, text, inBody.start, inBody.end);
    const { start, end } = replacedBy(target, inBody);
    const inserted = textAt(target);
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

/** Only prose has room for several lines; elsewhere they become one text. */
function linesFor(lines: readonly string[], target: Target, endOfLine: string): string {
  if (target.kind !== 'body') return textFor(lines.join(' '), target);
  return lines.map((line) => textFor(line, target)).join(endOfLine);
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
