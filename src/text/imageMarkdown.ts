import type { Target } from './targets/target.ts';
import { textFor } from './targets/textFor.ts';

/** A Markdown image for a place of a document, of which the target is known; `path` has slashes. */
export function imageMarkdown(path: string, altText: string, place: Target): string {
  const target = place.kind === 'markdown' ? place : inProse;
  return `![${textFor(altText, target)}](${linkDestination(path)})`;
}

const inProse = { kind: 'markdown', inTable: false, bracesAreLive: false } as const;

/**
 * A path as VS Code writes it into new links: in angle brackets where it has white space or brackets without a
 * partner. What would be read as something else than a file name is percent-encoded either way.
 */
function linkDestination(path: string): string {
  if (!/\s/.test(path) && hasPairedBrackets(path)) {
    return encodeURI(path.toWellFormed()).replace(/[#?]/g, encodeURIComponent);
  }
  const plain = path.replace(/[%#?|{}\r\n]/g, encodeURIComponent);
  return `<${plain.replace(/[\\<>]/g, '\\$&')}>`;
}

function hasPairedBrackets(path: string): boolean {
  let depth = 0;
  for (const [bracket] of path.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
