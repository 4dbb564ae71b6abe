import type { Token } from 'markdown-it';
import { type ImageSpan, placedImages } from '../imageSpan.ts';
import { imagesInJsx } from '../markup/imagesInJsx.ts';
import { imagesInMarkup } from '../markup/imagesInMarkup.ts';
import { OpenElements } from '../markup/openElements.ts';
import { imagesInInline } from './imagesInInline.ts';
import { parsers } from './markdownParser.ts';
import { SourceLines } from './sourceLines.ts';

type MarkdownSyntax = keyof typeof parsers;

/** The images of a Markdown document, in their order: those of Markdown and those of the HTML or JSX in it. */
export function imagesInMarkdown(document: string, syntax: MarkdownSyntax): ImageSpan[] {
  return [...new MarkdownReader(document, syntax).read()];
}

class MarkdownReader {
  private readonly text: string;
  private readonly syntax: MarkdownSyntax;
  private readonly lines: SourceLines;
  private readonly openElements = new OpenElements();

  constructor(text: string, syntax: MarkdownSyntax) {
    this.text = text.replaceAll('\0', '\uFFFD'); // as markdown-it does
    this.syntax = syntax;
    this.lines = new SourceLines(this.text);
  }

  *read(): Generator<ImageSpan> {
    let row = { line: 0, end: 0 };
    for (const token of parsers[this.syntax].parse(this.text, {})) {
      const [line] = token.map ?? [];
      if (token.type === 'tr_open') {
        row = { line: line ?? 0, end: 0 };
      } else if (token.type === 'inline' && line === undefined) {
        const { placeOf, end } = this.lines.placesInCell(token.content, row.line, row.end);
        row.end = end;
        yield* placedImages(this.inInline(token, true), placeOf);
      } else if (line !== undefined) {
        const images = this.inBlock(token);
        if (images.length > 0) yield* placedImages(images, this.lines.placesInBlock(token.content, line));
      }
    }
  }

  private inBlock(block: Token): ImageSpan[] {
    if (block.type === 'html_block') return imagesInMarkup(block.content, 'html', this.openElements);
    if (block.type !== 'inline') return [];
    if (this.syntax === 'mdx' && /^(?:import|export)\s/.test(block.content))
      return imagesInJsx(block.content);
    return this.inInline(block, false);
  }

  private inInline(token: Token, inTable: boolean): ImageSpan[] {
    return imagesInInline(token, { isMdx: this.syntax === 'mdx', inTable, openElements: this.openElements });
  }
}
