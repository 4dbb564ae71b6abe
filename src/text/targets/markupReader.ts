import { readScript } from './scriptReader.ts';
import type { AttributeTarget, Target } from './target.ts';
import { TokenReader } from './tokenReader.ts';

/**
 * What a text of HTML, XML, Vue or Svelte ends in, read from its start; undefined for code, styles, and the places in a
 * tag where no text belongs. With `bracesAreLive` what stands in braces is code. `next` is the document's next
 * character, which tells whether a value without quotes has begun.
 */
export function markupTargetAtEnd(markup: string, next: string, bracesAreLive: boolean): Target | undefined {
  return new MarkupReader(markup, next, bracesAreLive).read();
}

/** That the text ends within what was being read, and in what. */
interface End {
  readonly target: Target | undefined;
}

// Each of these matches whether or not its end is there, so that no text is read twice.
const textBetweenTags = /(?:[^<{]+|<(?![a-z/!?]))+/iy;
const comment = /<!--.*?(-->|$)/sy;
const notATag = /<[/!?][^>]*(>?)/y;
const tagStart = /<([a-z][^\s/>]*)/iy;
const betweenAttributes = /[\s/]+/y;
const attributeName = /[^\s/>=]+/y;
const quotedValue = /=\s*(?:"[^"]*("?)|'[^']*('?))/y;
const unquotedValue = /=\s*([^\s>]*)/y;
const codeStart = /(?:=\s*)?\{/y;
const tagEnd = />/y;

class MarkupReader extends TokenReader {
  private readonly next: string;
  private readonly bracesAreLive: boolean;

  constructor(markup: string, next: string, bracesAreLive: boolean) {
    super(markup, 0);
    this.next = next;
    this.bracesAreLive = bracesAreLive;
  }

  read(): Target | undefined {
    while (!this.isAtEnd) {
      const end = this.content();
      if (end) return end.target;
    }
    return { kind: 'markupText', bracesAreLive: this.bracesAreLive };
  }

  private content(): End | undefined {
    if (this.take(textBetweenTags)) return undefined;
    const commentTaken = this.take(comment);
    if (commentTaken) return this.isWithin(commentTaken) ? { target: { kind: 'comment' } } : undefined;
    const otherTaken = this.take(notATag);
    if (otherTaken) return this.isWithin(otherTaken) ? { target: undefined } : undefined;
    const name = this.take(tagStart)?.[1];
    if (name !== undefined) return this.attributes() ?? this.rawContent(name.toLowerCase());
    this.position += '{'.length;
    return this.bracesAreLive ? this.code() : undefined;
  }

  private attributes(): End | undefined {
    while (!this.isAtEnd) {
      if (this.take(tagEnd)) return undefined;
      const end = this.attributePart();
      if (end) return end;
    }
    return { target: undefined };
  }

  private attributePart(): End | undefined {
    if (this.bracesAreLive && this.take(codeStart)) return this.code();
    if (this.take(betweenAttributes) || this.take(attributeName)) return undefined;
    const quoted = this.take(quotedValue);
    if (quoted)
      return this.isWithin(quoted) ? this.attribute(/^=\s*"/.test(quoted[0]) ? '"' : "'") : undefined;
    const unquoted = this.take(unquotedValue);
    const hasBegun = unquoted?.[1] !== '' || !/^[\s/>]?$/.test(this.next);
    return this.isAtEnd ? this.attribute(hasBegun ? 'none' : 'missing') : undefined;
  }

  private attribute(quotes: AttributeTarget['quotes']): End {
    return { target: { kind: 'attribute', quotes, bracesAreLive: this.bracesAreLive, inTable: false } };
  }

  private code(): End | undefined {
    const { end, target } = readScript(this.text, this.position, false);
    this.position = end ?? this.text.length;
    return end === undefined ? { target } : undefined;
  }

  private rawContent(elementName: string): End | undefined {
    if (elementName !== 'script' && elementName !== 'style') return undefined;
    const content = new RegExp(`.*?(</${elementName}|$)`, 'isy');
    const start = this.position;
    const contentTaken = this.take(content);
    if (!contentTaken || !this.isWithin(contentTaken)) return undefined;
    return { target: elementName === 'script' ? readScript(this.text, start, false).target : undefined };
  }
}
