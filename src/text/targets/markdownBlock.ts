import type { OffsetRange } from '../offsetRange.ts';

/** What stands between blank lines; or that the lines are code between fences, or of a comment. */
export type MarkdownBlock = OffsetRange | 'code' | 'comment';

const openingFence = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}(?![^`\n]*`)|~{3,})/;
const blankLine = /^[\s>]*$/;

/** Longer than any paragraph or table that a person wrote. */
const longestBlock = 20_000;

/** The block of Markdown around an offset, read from `start`, which is outside of code and comments. */
export function markdownBlockAt(text: string, start: number, offset: number): MarkdownBlock {
  let blockStart = start;
  let fence: string | undefined;
  let inComment = false;
  for (let lineStart = start, lineEnd = 0; ; lineStart = lineEnd) {
    lineEnd = text.indexOf('\n', lineStart) + 1 || text.length + 1;
    const isLast = lineEnd > offset;
    const line = text.slice(lineStart, isLast && !fence ? offset : lineEnd);
    if (fence) {
      if (isLast) return 'code';
      if (closes(line, fence)) fence = undefined;
      blockStart = lineEnd;
    } else if (inComment || line.trimStart().startsWith('<!--')) {
      inComment = line.lastIndexOf('-->') < Math.max(line.lastIndexOf('<!--'), 0);
      if (isLast && inComment) return 'comment';
    } else {
      fence = openingFence.exec(line)?.[1];
      if (fence && isLast) return 'code';
      if (blankLine.test(line) && !isLast) blockStart = lineEnd;
    }
    if (isLast) break;
  }
  const end = text.slice(offset, offset + longestBlock).search(/\n[ \t\r>]*\n|$/);
  return { start: Math.max(blockStart, offset - longestBlock), end: offset + end };
}

function closes(line: string, fence: string): boolean {
  const rest = line.replace(/^[\s>]*/, '').trimEnd();
  return rest.length >= fence.length && rest === fence.charAt(0).repeat(rest.length);
}
