import { withoutCodeSpans } from './codeSpans.ts';
import { isInImageAlt } from './imageAlt.ts';
import { markdownBlockAt } from './markdownBlock.ts';
import { tableCellAt } from './markdownTable.ts';
import { markupTargetAtEnd } from './markupReader.ts';
import type { Target } from './target.ts';

/** The target at an offset of Markdown that is read from `start`; undefined where a prompt is prose or code. */
export function markdownTargetAt(
  text: string,
  start: number,
  offset: number,
  isMdx: boolean,
): Target | undefined {
  const block = markdownBlockAt(text, start, offset);
  if (block === 'code') return undefined;
  if (block === 'comment') return { kind: 'comment' };
  const cell = tableCellAt(text.slice(block.start, block.end), offset - block.start);
  const inline = cell ? { start: block.start + cell.start, end: block.start + cell.end } : block;
  const place = offset - inline.start;
  const prose = withoutCodeSpans(text.slice(inline.start, inline.end), place);
  if (prose === undefined) return undefined;

  const inTable = cell !== undefined;
  const markup = markupTargetAtEnd(prose.slice(0, place), prose.charAt(place), isMdx);
  if (markup?.kind === 'attribute' && prose.includes('>', place)) return { ...markup, inTable };
  if (markup?.kind === 'comment' || markup?.kind === 'string') return markup;
  if (!inTable && !isMdx && !isInImageAlt(prose, place)) return undefined;
  return { kind: 'markdown', inTable, bracesAreLive: isMdx };
}
