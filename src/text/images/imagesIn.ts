// Loaded on first use, since it brings the parsers.
import { endOfFrontmatter } from '../frontmatter.ts';
import { type ImageSpan, shiftedImages, spanHolding } from './imageSpan.ts';
import { imageSyntaxOf } from './imageSyntax.ts';
import { imagesInMarkdown } from './markdown/imagesInMarkdown.ts';
import { imagesInJsx } from './markup/imagesInJsx.ts';
import { imagesInMarkup } from './markup/imagesInMarkup.ts';

/** The images that a document shows, in their order; none in a language that is not among `languagesWithImages`. */
export function imagesIn(languageId: string, document: string): ImageSpan[] {
  const syntax = imageSyntaxOf(languageId);
  if (syntax === undefined) return [];
  if (syntax === 'jsx') return imagesInJsx(document);
  const bodyStart = endOfFrontmatter(document);
  const body = document.slice(bodyStart);
  const images =
    syntax === 'markdown' || syntax === 'mdx' ? imagesInMarkdown(body, syntax) : imagesInMarkup(body, syntax);
  return shiftedImages(images, bodyStart);
}

/**
 * The image that holds an offset of a document, or ends there. In a language whose images are not known,
 * Markdown and HTML within the offset's line count.
 */
export function imageAt(languageId: string, document: string, offset: number): ImageSpan | undefined {
  const images = imageSyntaxOf(languageId) ? imagesIn(languageId, document) : imagesInLine(document, offset);
  return spanHolding(images, offset);
}

function imagesInLine(document: string, offset: number): ImageSpan[] {
  const lineStart = document.lastIndexOf('\n', offset - 1) + 1;
  const [line = ''] = document.slice(lineStart).split('\n', 1);
  const visible = line.trimStart(); // indentation might make code of it
  return shiftedImages(imagesInMarkdown(visible, 'markdown'), lineStart + line.length - visible.length);
}
