import { promptLanguages } from './documentLanguages.ts';

/** The languages whose files may begin with metadata between two fences. */
const languagesWithFrontmatter: ReadonlySet<string> = new Set(['markdown', 'mdx', ...promptLanguages]);

export function mayHaveFrontmatter(languageId: string): boolean {
  return languagesWithFrontmatter.has(languageId);
}

/**
 * The offset right after a document's frontmatter, its last line break included; 0 where there is none. A fence that
 * is never closed opens none. YAML (`---`) and TOML (`+++`) are known.
 */
export function endOfFrontmatter(text: string): number {
  const fence = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text)?.[1];
  if (fence === undefined) return 0;
  const closing = new RegExp(`\\r?\\n${fence === '---' ? '---' : '\\+\\+\\+'}[ \\t]*(\\r?\\n|$)`);
  const found = closing.exec(text.slice(fence.length));
  return found === null ? 0 : fence.length + found.index + found[0].length;
}
