import { plainText } from '../../core/plainText.ts';
import { withoutLiveSyntax } from './liveSyntax.ts';
import { markdownText } from './markdownEscapes.ts';
import { attributeText, markupText } from './markupEscapes.ts';
import { stringText } from './stringEscapes.ts';
import type { Target } from './target.ts';
import { yamlText } from './yamlEscapes.ts';

/**
 * A prompt as it is written at a target: one line of plain text, escaped so that a parser of the format reads that line
 * back. In prose it goes in as it is, so that it can be copied out again. Several prompts become one text first: only
 * in a body may a line break stand between them. The text takes the place of `replacedBy(target, range)`.
 */
export function textFor(prompt: string, target: Target): string {
  const text = plainText(prompt);
  switch (target.kind) {
    case 'body':
      return target.isPromptFile ? withoutLiveSyntax(text) : text;
    case 'comment':
      return withoutEndOfComment(text);
    case 'markdown':
      return markdownText(text, target);
    case 'markupText':
      return markupText(text, target);
    case 'attribute':
      return attributeText(text, target);
    case 'string':
      return stringText(text, target);
    case 'yaml':
      return yamlText(text, target);
  }
}

/**
 * Comments know no escapes: a space breaks what would end one, or what would together with the signs of the
 * document around it (https://html.spec.whatwg.org/multipage/syntax.html#comments).
 */
function withoutEndOfComment(text: string): string {
  return text.replace(/\*(?=\/|$)|-(?=[->!]|$)/g, '$& ').replace(/^[/>]/, ' $&');
}
