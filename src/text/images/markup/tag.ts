import type { OffsetRange } from '../../offsetRange.ts';
import { TokenReader } from '../../targets/tokenReader.ts';
import { endOfBraces } from './braces.ts';

/** A tag of HTML, or of a language that extends it by code in braces. */
export interface Tag extends OffsetRange {
  readonly name: string;
  readonly nameEnd: number;
  readonly isClosing: boolean;
  /** As they are written. */
  readonly attributes: readonly Attribute[];
  /** False where the text ends within the tag, which is none then, and neither is anything after it. */
  readonly isClosed: boolean;
}

export interface Attribute extends OffsetRange {
  /** As it is written; for `{...properties}` and `{alt}` all of it. */
  readonly name: string;
  readonly value: AttributeValue | undefined;
}

/** What is between the quotes or, with its braces, in code. */
interface AttributeValue extends OffsetRange {
  readonly quotes: '"' | "'" | 'none' | 'braces';
}

/**
 * The tag at an offset, by the rules of HTML (https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state).
 * Undefined where none begins.
 */
export function tagAt(text: string, start: number, hasCodeInBraces: boolean): Tag | undefined {
  return new TagReader(text, start, hasCodeInBraces).read();
}

const tagStart = /<(\/?)([a-z][^\s/>]*)/iy;
const betweenAttributes = /[\s/]+/y;
const tagEnd = />/y;
const attributeName = /[^\s/>][^\s/>=]*/y;
const equals = /\s*=\s*/y;
// Each matches whether or not its end is there: what is not closed reaches to the end of the text.
const quotedValue = /"([^"]*)"?|'([^']*)'?/y;
const unquotedValue = /[^\s>]+/y;

class TagReader extends TokenReader {
  private readonly hasCodeInBraces: boolean;

  constructor(text: string, start: number, hasCodeInBraces: boolean) {
    super(text, start);
    this.hasCodeInBraces = hasCodeInBraces;
  }

  read(): Tag | undefined {
    const start = this.position;
    const [, slash, name] = this.take(tagStart) ?? [];
    if (name === undefined) return undefined;

    const nameEnd = this.position;
    const attributes: Attribute[] = [];
    let isClosed = false;
    while (!isClosed && !this.isAtEnd) {
      if (this.take(tagEnd)) isClosed = true;
      else if (!this.take(betweenAttributes)) attributes.push(this.attribute());
    }
    return { start, end: this.position, name, nameEnd, isClosing: slash === '/', attributes, isClosed };
  }

  private attribute(): Attribute {
    const start = this.position;
    if (!this.takeBraces()) this.take(attributeName);
    const nameEnd = this.position;
    const value = this.take(equals) ? this.value() : undefined;
    return { start, end: this.position, name: this.text.slice(start, nameEnd), value };
  }

  /** Undefined where the tag ends instead. */
  private value(): AttributeValue | undefined {
    const start = this.position;
    if (this.takeBraces()) return { start, end: this.position, quotes: 'braces' };
    const quoted = this.take(quotedValue);
    if (quoted) {
      const [, inDouble, inSingle = ''] = quoted;
      const end = start + 1 + (inDouble ?? inSingle).length;
      return { start: start + 1, end, quotes: inDouble === undefined ? "'" : '"' };
    }
    return this.take(unquotedValue) ? { start, end: this.position, quotes: 'none' } : undefined;
  }

  private takeBraces(): boolean {
    if (!this.hasCodeInBraces || this.text.charAt(this.position) !== '{') return false;
    this.position = endOfBraces(this.text, this.position) ?? this.text.length;
    return true;
  }
}
