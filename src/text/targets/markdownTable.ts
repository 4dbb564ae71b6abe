import type { OffsetRange } from '../offsetRange.ts';

const signsBefore = /^[\s>]*/;
const delimiterRow = /^\|?(?:\s*:?-+:?\s*(?:\||$))+$/;

/**
 * The cell at an offset of a block of Markdown, in the head of a table or in its body; undefined elsewhere
 * (https://github.github.com/gfm/#tables-extension-).
 */
export function tableCellAt(block: string, offset: number): OffsetRange | undefined {
  const lines = block.split('\n');
  const delimiter = lines.findIndex(
    (line, index) =>
      index > 0 &&
      line.includes('|') &&
      delimiterRow.test(line.replace(signsBefore, '').trimEnd()) &&
      cellsOf(line) === cellsOf(lines[index - 1]),
  );
  const row = block.slice(0, offset).split('\n').length - 1;
  if (delimiter === -1 || row < delimiter - 1 || row === delimiter) return undefined;
  const lineStart = block.lastIndexOf('\n', offset - 1) + 1;
  const line = lines[row] ?? '';
  const bars = [...line.matchAll(bar)].map(({ index }) => lineStart + index);
  return {
    start: (bars.findLast((place) => place < offset) ?? lineStart - 1) + 1,
    end: bars.find((place) => place >= offset) ?? lineStart + line.length,
  };
}

const bar = /(?<!\\)\|/g;

function cellsOf(row = ''): number {
  const inner = row
    .replace(signsBefore, '')
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|\s*$/, '');
  return inner.split(bar).length;
}
