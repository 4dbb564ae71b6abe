import { characterReference } from './characterReference.ts';
import { liveSyntax } from './liveSyntax.ts';
import type { MarkdownTarget } from './target.ts';

// What a backslash cannot hide: a backtick from one earlier in the paragraph, which has opened a code span, a `>` from a
// tag or comment that is open, and what is live in prompt files, whose readers look at the bare text.
const referenced = `[\`>]|${liveSyntax.source}`;

// Besides what CommonMark knows: `~` strikes out, `$` is mathematics in VS Code's preview. Within words `_` is no
// emphasis. A `!` at the end may meet a link of the document.
const escaped = String.raw`[\\[\]<*~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|!$`;

const signs = new RegExp(`(${referenced})|${escaped}`, 'giu');
const signsAndBraces = new RegExp(`(${referenced})|${escaped}|[{}]`, 'giu');

// At the start of a line these would begin a heading, a quotation, a list or a rule, and end the paragraph or table.
const blockStart = /^(\d{1,9}(?=[.)](?:\s|$))|(?=[#+=-]))/;

/**
 * Text as inline Markdown that reads as just that text, wherever in a line it stands
 * (https://spec.commonmark.org/0.31.2/#backslash-escapes, https://github.github.com/gfm/#tables-extension-).
 */
export function markdownText(
  text: string,
  { inTable, bracesAreLive }: Pick<MarkdownTarget, 'inTable' | 'bracesAreLive'>,
): string {
  const inline = text
    .replace(bracesAreLive ? signsAndBraces : signs, (sign, isReferenced: string | undefined) =>
      isReferenced ? characterReference(sign) : `\\${sign}`,
    )
    .replace(blockStart, '$1\\');
  // Cells are told apart before anything else is read, so a backslash at the end would hide the `|` that comes next.
  return inTable ? inline.replaceAll('|', '\\|').replace(/\\\\$/, characterReference('\\')) : inline;
}
