import type { YamlTarget } from './target.ts';
import { TokenReader } from './tokenReader.ts';

/**
 * What a text of YAML ends in, read from the start of a line; undefined for comments. `rest` is what the document holds
 * behind the place of the insertion.
 */
export function yamlTargetAtEnd(yaml: string, rest: string): YamlTarget | undefined {
  return new YamlReader(yaml, rest).read();
}

/** That the text ends within what was being read, and in what. */
interface End {
  readonly target: YamlTarget | undefined;
}

// Each of these matches whether or not its end is there, so that no text is read twice.
const lineBreak = /\r?\n/y;
const blank = /[ \t]+/y;
const comment = /#.*/y;
const documentMarker = /(?:---|\.\.\.)(?=\s|$)/y;
const property = /[&!*][^\s,[\]{}]*/y;
const doubleQuoted = /"(?:[^"\\]+|\\.?)*("?)/sy;
const singleQuoted = /'(?:[^']+|'')*('?)/y;
const item = /[-?](?=\s|$)/y;
const blockHeader = /[|>][-+\d]*[ \t]*(?:#.*)?(?=\r?\n|$)/y;
const restOfLine = /[^\n]*/y;
const bracket = /[[{]/y;
const flowSign = /[,[\]{}]/y;
const colon = /:(?=\s|$)/y;
const colonInFlow = /:(?=[\s,[\]{}]|$)/y;
const plain = /(?:[^\r\n:#]|:(?!\s|$)|(?<!\s)#)+/y;
const plainInFlow = /(?:[^\r\n:#,[\]{}]|:(?![\s,[\]{}]|$)|(?<!\s)#)+/y;

// The same behind the place, where the first character may be anything.
const restOfPlain = /^(?:[^\r\n:#]|:(?!\s|$)|(?<!\s|^)#)*/;
const restOfPlainInFlow = /^(?:[^\r\n:#,[\]{}]|:(?![\s,[\]{}]|$)|(?<!\s|^)#)*/;

/** A further line of a plain scalar: one that begins nothing else, and holds no key. */
const furtherLine = /^\r?\n( *)(?![-?#"'|>[\]{}&!*]|\s)(?:[^\r\n:#]|:(?!\s|$)|(?<!\s)#)+(?=\r?\n|$|\s#)/;

class YamlReader extends TokenReader {
  private readonly rest: string;
  private lineStart = 0;
  /** The column of the innermost key or item; what belongs to it stands further to the right. */
  private nodeColumn = -1;
  /** The column of what is a key if a colon follows. */
  private keyColumn = -1;
  /** Where the plain scalar began that may still go on. */
  private plainStart: number | undefined;
  private flowDepth = 0;

  constructor(yaml: string, rest: string) {
    super(yaml, 0);
    this.rest = rest;
  }

  read(): YamlTarget | undefined {
    while (!this.isAtEnd) {
      const end = this.token();
      if (end) return end.target;
    }
    return this.plainTarget();
  }

  private token(): End | undefined {
    if (this.take(lineBreak)) {
      this.lineStart = this.position;
      return undefined;
    }
    if (this.take(blank) || (this.continuesPlain && this.take(this.plainPattern))) return undefined;
    this.plainStart = undefined;
    if (this.take(comment)) return this.isAtEnd ? { target: undefined } : undefined;
    return this.structure() ? undefined : this.scalar();
  }

  /** Goes past a sign that is no scalar, if there is one. */
  private structure(): boolean {
    const { column } = this;
    if (column === 0 && this.take(documentMarker)) {
      this.nodeColumn = -1;
      return true;
    }
    if (this.isInFlow) {
      const sign = this.take(flowSign)?.[0];
      if (sign === '[' || sign === '{') this.flowDepth += 1;
      else if (sign === ']' || sign === '}') this.flowDepth -= 1;
      return sign !== undefined || this.take(colonInFlow) !== null || this.take(property) !== null;
    }
    if (this.take(bracket)) this.flowDepth = 1;
    else if (this.take(colon)) this.nodeColumn = this.keyColumn;
    else if (this.take(item)) this.nodeColumn = column;
    else return this.take(property) !== null;
    return true;
  }

  private scalar(): End | undefined {
    this.keyColumn = this.column;
    const double = this.take(doubleQuoted);
    if (double) return this.isWithin(double) ? { target: { kind: 'yaml', style: 'double' } } : undefined;
    const single = this.take(singleQuoted);
    if (single) return this.isWithin(single) ? { target: { kind: 'yaml', style: 'single' } } : undefined;
    const header = this.isInFlow ? null : this.take(blockHeader);
    if (header) return this.block(header[0]);
    this.plainStart = this.position;
    if (!this.take(this.plainPattern)) this.position += 1;
    return undefined;
  }

  /** Goes past the lines of a block, which are those further to the right than its node. */
  private block(header: string): End | undefined {
    const indicator = /\d/.exec(header)?.[0];
    let indent = indicator === undefined ? undefined : Math.max(this.nodeColumn, 0) + Number(indicator);
    if (this.isAtEnd && /^[ \t]*\S/.test(this.rest)) return { target: undefined }; // in the header's comment
    if (this.isAtEnd) return lineOfBlock(`\n${this.missingIndent('', indent)}`);
    while (this.take(lineBreak)) {
      this.lineStart = this.position;
      const line = this.take(restOfLine)?.[0] ?? '';
      const column = (this.isAtEnd ? line + /^.*/.exec(this.rest)?.[0] : line).search(/\S/);
      if (column >= 0 && column <= this.nodeColumn) {
        this.position = this.lineStart;
        return undefined;
      }
      if (column >= 0) indent ??= column;
      if (this.isAtEnd) return lineOfBlock(this.missingIndent(line, indent));
    }
    return undefined;
  }

  /** What a line of a block still lacks before its text, by the block's indentation so far as that is known. */
  private missingIndent(line: string, indent: number | undefined): string {
    if (line.trim() !== '') return '';
    const whole = indent ?? this.indentOfRest() ?? Math.max(this.nodeColumn, 0) + 2;
    return ' '.repeat(Math.max(whole - line.length, 0));
  }

  /** How far the first line behind the place that holds something is indented, if it belongs to the block. */
  private indentOfRest(): number | undefined {
    const column = /^.*\n(?:[ \t\r]*\n)*( *)\S/.exec(this.rest)?.[1]?.length;
    return column !== undefined && column > this.nodeColumn ? column : undefined;
  }

  private plainTarget(): YamlTarget {
    const start = this.continuesPlain ? this.plainStart : undefined;
    return {
      kind: 'yaml',
      style: 'plain',
      lead: start === undefined && /[:?-]$/.test(this.text) ? ' ' : '',
      before: start === undefined ? '' : this.text.slice(start),
      after: this.plainBehind(),
      inFlow: this.isInFlow,
    };
  }

  private plainBehind(): string {
    let behind = (this.isInFlow ? restOfPlainInFlow : restOfPlain).exec(this.rest)?.[0] ?? '';
    while (!this.isInFlow) {
      const line = furtherLine.exec(this.rest.slice(behind.length));
      if (!line || (line[1] ?? '').length <= this.nodeColumn) break;
      behind += line[0];
    }
    return behind.trimEnd();
  }

  private get column(): number {
    return this.position - this.lineStart;
  }

  private get isInFlow(): boolean {
    return this.flowDepth > 0;
  }

  private get plainPattern(): RegExp {
    return this.isInFlow ? plainInFlow : plain;
  }

  /** Whether what comes next belongs to the plain scalar that has begun. */
  private get continuesPlain(): boolean {
    if (this.plainStart === undefined) return false;
    return this.plainStart >= this.lineStart || this.isInFlow || this.column > this.nodeColumn;
  }
}

function lineOfBlock(lead: string): End {
  return { target: { kind: 'yaml', style: 'block', lead } };
}
