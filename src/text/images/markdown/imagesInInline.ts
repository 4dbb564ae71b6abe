import type { Token } from 'markdown-it';
import { type AltPlace, type ImageSpan, shiftedImages } from '../imageSpan.ts';
import { imageOfTag } from '../markup/imageOfTag.ts';
import { imagesInJsx } from '../markup/imagesInJsx.ts';
import type { OpenElements } from '../markup/openElements.ts';
import { tagAt } from '../markup/tag.ts';
import { isPlaceholderAlt } from '../placeholderAlt.ts';
import { isTemplate } from '../template.ts';
import { altTextOfToken, codeInBraces, placeOfToken } from './markdownParser.ts';

interface InlineContext {
  readonly isMdx: boolean;
  /** The content is that of a table's cell. */
  readonly inTable: boolean;
  readonly openElements: OpenElements;
}

/** The images of a paragraph, heading or cell, with their places in its content. */
export function imagesInInline({ content, children }: Token, context: InlineContext): ImageSpan[] {
  return (children ?? []).flatMap((token) => {
    switch (token.type) {
      case 'link_open':
      case 'link_close':
        context.openElements.pass({ name: 'a', isClosing: token.type === 'link_close' });
        return [];
      case 'image':
        return [imageOfToken(token, content, context)];
      case 'html_inline':
        return shiftedImages(imagesOfTag(token.content, context), placeOfToken(token).start);
      case codeInBraces:
        return shiftedImages(imagesInJsx(token.content), placeOfToken(token).start);
      default:
        return [];
    }
  });
}

function imagesOfTag(written: string, { isMdx, inTable, openElements }: InlineContext): ImageSpan[] {
  const tag = tagAt(written, 0, isMdx);
  if (tag === undefined) return []; // a comment
  const { isInLink, isInTableCell } = openElements;
  const image = imageOfTag(written, tag, isMdx ? 'jsx' : 'html', {
    isInLink,
    isInTableCell: inTable || isInTableCell,
    isInMarkdownTable: inTable,
  });
  if (image) return [image];
  openElements.pass(tag);
  return [];
}

function imageOfToken(token: Token, content: string, context: InlineContext): ImageSpan {
  const { start, end } = placeOfToken(token);
  const { isInLink, isInTableCell } = context.openElements;
  const source = String(token.attrGet('src'));
  const destination = source === '' || isTemplate(source) ? undefined : source;
  const text = altTextOfToken(token);
  const isMissing = isPlaceholderAlt(text, destination);
  return {
    start,
    end,
    destination,
    alt: {
      text,
      state: isMissing ? 'missing' : isTemplate(text) ? 'computed' : 'written',
      place: altPlace(token, content, context),
    },
    isInLink,
    isInTableCell: context.inTable || isInTableCell,
  };
}

/** In `![label][]` and `![label]` the alt text is the label too, which then has to stand on its own. */
function altPlace(token: Token, content: string, { isMdx, inTable }: InlineContext): AltPlace {
  const { start: imageStart, end: imageEnd, label } = placeOfToken(token);
  const start = imageStart + '!['.length;
  const altEnd = start + token.content.length;
  const target = { kind: 'markdown', inTable, bracesAreLive: isMdx } as const;
  const isLabel = label !== undefined && /^\](?:\[\])?$/.test(content.slice(altEnd, imageEnd));
  if (!isLabel) return { start, end: altEnd, before: '', after: '', target };

  const line = token.content.replace(/\s+/g, ' ');
  const written = inTable ? line.replaceAll('|', '\\|') : line;
  return { start, end: imageEnd, before: '', after: `][${written}]`, target };
}
