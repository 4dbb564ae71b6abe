import { promptLanguages } from '../documentLanguages.ts';
import { endOfFrontmatter, mayHaveFrontmatter } from '../frontmatter.ts';
import { markdownTargetAt } from './markdownPlace.ts';
import { markupTargetAtEnd } from './markupReader.ts';
import { readScript } from './scriptReader.ts';
import type { Target } from './target.ts';
import { yamlTargetAtEnd } from './yamlReader.ts';

/**
 * How far around a place a document is read at most, so that the time is bounded in any document; what a line is part
 * of is seldom told by a line that far away.
 */
const reach = 500_000;

type Finder = (text: string, start: number, offset: number, end: number) => Target | undefined;

const script =
  (hasJsx: boolean): Finder =>
  (text, start, offset) =>
    readScript(text.slice(start, offset), 0, hasJsx).target;
const markup =
  (bracesAreLive: boolean): Finder =>
  (text, start, offset) =>
    markupTargetAtEnd(text.slice(start, offset), text.charAt(offset), bracesAreLive);
const yaml: Finder = (text, start, offset, end) =>
  yamlTargetAtEnd(text.slice(start, offset), text.slice(end, end + reach));
const markdown =
  (isMdx: boolean): Finder =>
  (text, start, offset) =>
    markdownTargetAt(text, start, offset, isMdx);

const finders = new Map<string, Finder>([
  ...['markdown', ...promptLanguages].map((id) => [id, markdown(false)] as const),
  ['mdx', markdown(true)],
  ...['html', 'xml', 'xsl', 'vue', 'handlebars'].map((id) => [id, markup(false)] as const),
  ['svelte', markup(true)],
  ...['json', 'jsonc', 'jsonl', 'json5', 'typescript'].map((id) => [id, script(false)] as const),
  ...['javascript', 'javascriptreact', 'typescriptreact'].map((id) => [id, script(true)] as const),
  ...['yaml', 'dockercompose', 'github-actions-workflow'].map((id) => [id, yaml] as const),
]);

/**
 * The target of a prompt that takes the place of a range of a document, or goes in at `offset`. Inside frontmatter it is
 * the target of the first place after it, since that is where an insertion goes.
 */
export function targetAt(languageId: string, text: string, offset: number, end: number = offset): Target {
  const bodyStart = mayHaveFrontmatter(languageId) ? endOfFrontmatter(text) : 0;
  const place = Math.max(offset, bodyStart);
  const find = finders.get(languageId);
  return (
    find?.(text, startOfReading(text, bodyStart, place), place, Math.max(end, place)) ?? {
      kind: 'body',
      isPromptFile: promptLanguages.some((id) => id === languageId),
    }
  );
}

/** The start of the body, or of the first line within reach. */
function startOfReading(text: string, bodyStart: number, place: number): number {
  if (place - bodyStart <= reach) return bodyStart;
  const lineBreak = text.indexOf('\n', place - reach);
  return lineBreak === -1 || lineBreak >= place ? place - reach : lineBreak + 1;
}
