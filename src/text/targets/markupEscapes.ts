import { characterReference } from './characterReference.ts';
import { liveSyntax } from './liveSyntax.ts';
import type { AttributeTarget, MarkupTextTarget } from './target.ts';

/** The references that people know by name, and every format of the family too. */
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// Templates (Vue, Angular, Handlebars, Jinja) read `{{` and `{%` before anybody reads HTML.
const signs = `[&<>]|\\{(?=%)|${liveSyntax.source}`;

const inText = new RegExp(signs, 'gi');
const inTextWithCode = new RegExp(`${signs}|[{}]`, 'gi');

/** Text between tags (https://html.spec.whatwg.org/multipage/syntax.html#character-references). */
export function markupText(text: string, { bracesAreLive }: Pick<MarkupTextTarget, 'bracesAreLive'>): string {
  return text.replace(bracesAreLive ? inTextWithCode : inText, reference);
}

/** What ends a value besides; a backtick might close a code span that Markdown around the tag has opened. */
const endsOfValue: Readonly<Record<AttributeTarget['quotes'], RegExp>> = {
  '"': /["`]/g,
  "'": /['`]/g,
  none: /[\s"'=`]/g,
  missing: /["`]/g,
};

/** The value of an attribute, or a part of it; with quotes of its own where there are none yet. */
export function attributeText(
  text: string,
  { quotes, bracesAreLive, inTable }: Omit<AttributeTarget, 'kind'>,
): string {
  const quoted = markupText(text, { bracesAreLive }).replace(endsOfValue[quotes], reference);
  const value = inTable ? quoted.replaceAll('|', reference) : quoted;
  return quotes === 'missing' ? `"${value}"` : value;
}

function reference(character: string): string {
  return names[character] ?? characterReference(character);
}
