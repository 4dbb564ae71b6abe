/** Where an offset of some text is in the document. */
type PlaceOf = (offset: number) => number;

/**
 * The lines of a document. markdown-it takes indentation, the signs of quotes, lists and headings, and blanks at the
 * end from a block's lines, and tells of the block only which lines it had. What is left of a line is found in it
 * again: it is the last of its kind there, since nothing but such signs follow it.
 */
export class SourceLines {
  private readonly lines: { readonly text: string; readonly start: number }[] = [];

  constructor(document: string) {
    let start = 0;
    for (const text of document.split(/\r\n?|\n/)) {
      this.lines.push({ text, start });
      start += text.length;
      start += document.startsWith('\r\n', start) ? 2 : 1;
    }
  }

  /** Given a block's content and its first line. */
  placesInBlock(content: string, firstLine: number): PlaceOf {
    const ends: number[] = []; // for each line of the content, where it ends there
    const shifts: number[] = []; // and how much farther it is in the document
    let start = 0;
    for (const line of content.split('\n')) {
      const visible = line.trimStart(); // tabs may have become blanks
      const source = this.line(firstLine + ends.length);
      const end = start + line.length;
      shifts.push(source.start + source.text.lastIndexOf(visible) + visible.length - end);
      ends.push(end);
      start = end + 1;
    }
    return (offset) => offset + (shifts[firstAtLeast(offset, ends)] ?? 0);
  }

  /**
   * Given the content of a table's cell, in which `\|` has become `|`, and where in its line, or before it, the cell
   * may begin. Tells where it ends, too.
   */
  placesInCell(content: string, line: number, from: number): { placeOf: PlaceOf; end: number } {
    const source = this.line(line);
    const written = content.replaceAll('|', '\\|');
    const start = source.text.indexOf(written, from);
    const pipes = [...content.matchAll(/\|/g)].map(({ index }) => index);
    return {
      placeOf: (offset) => source.start + start + offset + firstAtLeast(offset, pipes),
      end: start + written.length,
    };
  }

  private line(index: number) {
    return this.lines[index] ?? { text: '', start: 0 };
  }
}

/** The index of the first of the ascending numbers that is not less than a number. */
function firstAtLeast(number: number, ascending: readonly number[]): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
