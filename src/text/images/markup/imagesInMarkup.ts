import type { ImageSpan } from '../imageSpan.ts';
import type { MarkupSyntax } from '../imageSyntax.ts';
import { imageOfTag } from './imageOfTag.ts';
import { OpenElements } from './openElements.ts';
import { type Tag, tagAt } from './tag.ts';

/**
 * The images of HTML or of a language that extends it, in their order. For a part of a document `openElements` are those
 * that it begins in; they become those that it ends in.
 */
export function imagesInMarkup(
  text: string,
  syntax: Exclude<MarkupSyntax, 'jsx'>,
  openElements: OpenElements = new OpenElements(),
): ImageSpan[] {
  const images: ImageSpan[] = [];
  for (const tag of tagsIn(text, syntax !== 'html')) {
    const image = imageOfTag(text, tag, syntax, openElements);
    if (image) images.push(image);
    else openElements.pass(tag);
  }
  return images;
}

/** Elements whose content is text, whatever it looks like. */
const textElements: ReadonlySet<string> = new Set(
  'script style textarea title xmp iframe noembed noframes plaintext'.split(' '),
);

function* tagsIn(text: string, hasCodeInBraces: boolean): Generator<Tag> {
  let position = 0;
  const goPast = (end: string) => {
    const found = text.indexOf(end, position);
    position = found < 0 ? text.length : found + end.length;
  };
  for (;;) {
    position = text.indexOf('<', position);
    if (position < 0) return;
    const tag = tagAt(text, position, hasCodeInBraces);
    if (tag) {
      if (!tag.isClosed) return;
      yield tag;
      position = tag.end;
      if (!tag.isClosing && textElements.has(tag.name.toLowerCase())) {
        position = startOfClosingTag(text, tag.name, position);
      }
    } else if (text.startsWith('<!--', position)) {
      position += '<!'.length; // `<!-->` is a comment
      goPast('-->');
    } else if (/[!?/]/.test(text.charAt(position + 1))) {
      goPast('>');
    } else {
      position += 1;
    }
  }
}

function startOfClosingTag(text: string, name: string, from: number): number {
  const closingTag = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  closingTag.lastIndex = from;
  return closingTag.exec(text)?.index ?? text.length;
}
