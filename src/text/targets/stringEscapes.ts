import type { StringTarget } from './target.ts';

// `<` before `/` and `!`: a script may stand in a page, whose reader looks for `</script` and `<!--` in it.
const endOfScript = /<(?=[!/])/g;

/** Text within a string of JSON (https://www.rfc-editor.org/rfc/rfc8259#section-7), JavaScript or TypeScript. */
export function stringText(text: string, { quote }: Pick<StringTarget, 'quote'>): string {
  const withoutQuotes = text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`);
  // Together with the document `$` and `{` may make what neither makes alone.
  const string = quote === '`' ? withoutQuotes.replace(/\$(?=\{|$)|^\{/g, '\\$&') : withoutQuotes;
  return string.replace(endOfScript, '\\u003C');
}
