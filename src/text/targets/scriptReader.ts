import type { StringTarget, Target } from './target.ts';
import { TokenReader } from './tokenReader.ts';

/** How far a stretch of script was read. */
interface ScriptReading {
  /** The offset behind the brace that closes the script; undefined where the text ends before. */
  readonly end: number | undefined;
  /** What the text ends in: a string, a comment or markup; undefined for code. */
  readonly target: Target | undefined;
}

/**
 * Reads JavaScript, TypeScript or JSON from an offset to the brace that closes more than was opened, or to the text's
 * end. What `/` and `<` mean is told by the word or sign before them, which is right for all but odd code, and a
 * mistake ends with its line.
 */
export function readScript(text: string, start: number, hasJsx: boolean): ScriptReading {
  return new ScriptReader(text, start, hasJsx).read();
}

// Each of these matches whether or not its end is there, so that no text is read twice.
const blank = /\s+|\/\/.*/y;
const comment = /\/\*.*?(\*\/|$)/sy;
const string = /"(?:[^"\\\n]+|\\.?)*("?)|'(?:[^'\\\n]+|\\.?)*('?)/sy;
const regularExpression = /\/(?:[^/\\[\n]+|\\.?|\[(?:[^\]\\\n]+|\\.?)*\]?)+\/?\w*/y;
const word = /[\p{ID_Continue}$]+/uy;
const templateText = /(?:[^`\\$]+|\\.?|\$(?!\{))+/sy;
const attributeValue = /"[^"]*("?)|'[^']*('?)/y;
const childText = /(?:[^<{]+|<(?![\p{L}_$>/]))+/uy;

// `<` where a value is expected; but `<T,>() => ...` and `<T extends ...` are generic functions.
const openingTag = /<(?=[\p{L}_$>])(?!\s*(?:const\s+)?[\w$]+\s*(?:,|=|extends\b))/uy;

/** After these words a value is expected, after others an operator. */
const wordsBeforeValue: ReadonlySet<string> = new Set(
  'await case default delete do else in instanceof new of return throw typeof void yield'.split(' '),
);

/** What the reader is in: code, or what code holds that has code in it. */
type Context = 'code' | 'template' | 'tag' | 'closingTag' | 'children';

class ScriptReader extends TokenReader {
  private readonly hasJsx: boolean;
  private readonly contexts: Context[] = ['code'];
  private expectsValue = true;
  private isAfterEquals = false;

  constructor(text: string, start: number, hasJsx: boolean) {
    super(text, start);
    this.hasJsx = hasJsx;
  }

  read(): ScriptReading {
    for (;;) {
      const context = this.contexts.at(-1);
      if (context === undefined) return { end: this.position, target: undefined };
      if (this.isAtEnd) return { end: undefined, target: this.targetBetweenTokens(context) };
      const target = this[context]();
      if (target) return { end: undefined, target };
    }
  }

  private targetBetweenTokens(context: Context): Target | undefined {
    if (context === 'template') return { kind: 'string', quote: '`' };
    if (context === 'children') return { kind: 'markupText', bracesAreLive: true };
    if (context === 'tag' && this.isAfterEquals) return attribute('missing');
    return undefined;
  }

  // Each of the following reads one token of its context, and returns the target if the text ends within it.

  private code(): Target | undefined {
    if (this.take(blank)) return undefined;
    const commentTaken = this.take(comment);
    if (commentTaken) return this.isWithin(commentTaken) ? { kind: 'comment' } : undefined;
    const stringTaken = this.take(string);
    if (stringTaken) {
      this.expectsValue = false;
      return this.isWithin(stringTaken) ? { kind: 'string', quote: quoteOf(stringTaken) } : undefined;
    }
    const wordTaken = this.take(word);
    if (wordTaken) {
      this.expectsValue = wordsBeforeValue.has(wordTaken[0]);
      return undefined;
    }
    if (this.expectsValue && this.take(regularExpression)) this.expectsValue = false;
    else if (this.expectsValue && this.hasJsx && this.take(openingTag)) this.contexts.push('tag');
    else this.sign();
    return undefined;
  }

  private sign(): void {
    const sign = this.text.charAt(this.position++);
    if (sign === '`') this.contexts.push('template');
    else if (sign === '{') this.contexts.push('code');
    else if (sign === '}') this.contexts.pop();
    this.expectsValue = !')]}'.includes(sign);
  }

  private template(): undefined {
    if (this.take(templateText)) return;
    if (this.text.charAt(this.position) === '`') {
      this.position += 1;
      this.leave();
    } else {
      this.position += '${'.length;
      this.enterCode();
    }
  }

  private tag(): Target | undefined {
    if (this.take(blank)) return undefined;
    const wasAfterEquals = this.isAfterEquals;
    this.isAfterEquals = false;
    const value = wasAfterEquals && this.take(attributeValue);
    if (value) return this.isWithin(value) ? attribute(quoteOf(value)) : undefined;
    const sign = this.text.charAt(this.position++);
    if (sign === '=') this.isAfterEquals = true;
    else if (sign === '{') this.enterCode();
    else if (sign === '>' && this.text.charAt(this.position - 2) === '/') this.leave();
    else if (sign === '>') this.contexts.splice(-1, 1, 'children');
    return undefined;
  }

  private closingTag(): undefined {
    if (this.text.charAt(this.position++) === '>') this.leave();
  }

  private children(): undefined {
    if (this.take(childText)) return;
    if (this.text.charAt(this.position) === '{') {
      this.position += 1;
      this.enterCode();
    } else if (this.text.charAt(this.position + 1) === '/') {
      this.contexts.splice(-1, 1, 'closingTag');
    } else {
      this.position += 1;
      this.contexts.push('tag');
    }
  }

  private enterCode(): void {
    this.contexts.push('code');
    this.expectsValue = true;
  }

  /** Leaves a template or an element, which was a value. */
  private leave(): void {
    this.contexts.pop();
    this.expectsValue = false;
  }
}

function quoteOf([token]: RegExpExecArray): Exclude<StringTarget['quote'], '`'> {
  return token.startsWith('"') ? '"' : "'";
}

/** Braces within the quotes of JSX are just braces. */
function attribute(quotes: '"' | "'" | 'missing'): Target {
  return { kind: 'attribute', quotes, bracesAreLive: false, inTable: false };
}
