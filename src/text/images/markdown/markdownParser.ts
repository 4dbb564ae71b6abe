import createParser, { type MarkdownIt, type StateInline, type Token } from 'markdown-it';
import type { OffsetRange } from '../../offsetRange.ts';
import { endOfBraces } from '../markup/braces.ts';
import { tagAt } from '../markup/tag.ts';

type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** Where a token begins and ends in the content of its block, and for a reference the label that it uses. */
interface TokenPlace extends OffsetRange {
  readonly label?: string;
}

/** The type of tokens that hold JSX's code in braces. */
export const codeInBraces = 'code_in_braces';

/**
 * markdown-it, which VS Code's preview uses, so that what the preview shows is what is found. Its tokens of the types
 * `image`, `html_inline` and `codeInBraces` tell their place (`placeOfToken`).
 */
function markdownParser(hasJsx: boolean): MarkdownIt {
  // What a hostile document costs grows with the nesting that is followed. Forty is enough for lists twenty deep.
  const parser = createParser({ html: true, maxNesting: 40 });
  // Nothing is shown, so all addresses will do, and are wanted as they are meant.
  parser.validateLink = () => true;
  parser.normalizeLink = (destination) => destination;
  if (hasJsx) {
    // https://mdxjs.com/docs/what-is-mdx/#markdown
    parser.disable(['autolink', 'code', 'html_block']);
    parser.inline.ruler.at('html_inline', jsx);
  }
  for (const type of ['image', 'html_inline']) {
    parser.inline.ruler.at(type, placed(ruleNamed(type, parser.inline.ruler)));
  }
  return parser;
}

export const parsers = { markdown: markdownParser(false), mdx: markdownParser(true) };

/** For tokens of those types; markdown-it leaves open what a token's `meta` is. */
export function placeOfToken({ meta }: Token): TokenPlace {
  return meta as unknown as TokenPlace;
}

/** The alt text of an image as a reader of the document gets it. */
export function altTextOfToken({ children }: Token): string {
  const { options, renderer } = parsers.markdown;
  return renderer
    .renderInlineAsText(children ?? [], options, {})
    .replace(/\s+/g, ' ')
    .trim();
}

/** A tag of JSX, or code in braces. Once one is not closed, the rest of the block is taken to have none. */
function jsx(state: StateInline, silent: boolean): boolean {
  const { src, pos, env } = state;
  if (env.contentWithUnclosed === src) return false;
  const tag = tagAt(src, pos, true);
  if (tag === undefined && src.charAt(pos) !== '{') return false;
  const end = tag === undefined ? endOfBraces(src, pos) : tag.isClosed ? tag.end : undefined;
  if (end === undefined) {
    env.contentWithUnclosed = src;
    return false;
  }
  if (!silent) state.push(tag ? 'html_inline' : codeInBraces, '', 0).content = src.slice(pos, end);
  state.pos = end;
  return true;
}

/** A rule that also notes, in the token that it makes, where that is in the text. */
function placed(rule: InlineRule): InlineRule {
  return (state, silent) => {
    const start = state.pos;
    if (!rule(state, silent)) return false;
    const token = silent ? undefined : state.tokens.at(-1);
    if (token) token.meta = { ...token.meta, start, end: state.pos };
    return true;
  };
}

/** markdown-it does not hand out its rules by their names: it is the one that goes when the name is disabled. */
function ruleNamed(name: string, ruler: MarkdownIt['inline']['ruler']): InlineRule {
  const rules = ruler.getRules('');
  ruler.disable(name);
  const others = new Set(ruler.getRules(''));
  ruler.enable(name);
  const [rule] = rules.filter((each) => !others.has(each));
  if (rule === undefined) throw new Error(`markdown-it has no rule ${name}.`);
  return rule;
}
