/** Reads a text from the left to the right, a token at a time. */
export class TokenReader {
  protected readonly text: string;
  protected position: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.position = start;
  }

  protected get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Goes past what a sticky pattern matches here, if it does. */
  protected take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position = pattern.lastIndex;
    return match;
  }

  /** Whether the text ends within a token, given the captures of its end: its closing quotes, of whichever kind. */
  protected isWithin([, ...ends]: RegExpExecArray): boolean {
    return this.isAtEnd && !ends.some((end) => end);
  }
}
