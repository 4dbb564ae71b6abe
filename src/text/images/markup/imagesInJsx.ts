import jsTokens from 'js-tokens';
import type { ImageSpan } from '../imageSpan.ts';
import { imageOfTag, isImageName } from './imageOfTag.ts';
import { OpenElements } from './openElements.ts';
import { tagAt } from './tag.ts';

/** The images of a JavaScript or TypeScript program with JSX in it, in their order. */
export function imagesInJsx(program: string): ImageSpan[] {
  const images: ImageSpan[] = [];
  const openElements = new OpenElements();
  let endOfImage = 0;
  let end = 0;
  for (const { type, value } of jsTokens(program, { jsx: true })) {
    const start = end;
    end += value.length;
    if (type !== 'JSXIdentifier' || start < endOfImage) continue;
    const isOpening = program.charAt(start - 1) === '<';
    if (isOpening && isImageName(value, 'jsx')) {
      const tag = tagAt(program, start - 1, true);
      if (!tag?.isClosed) break;
      const image = imageOfTag(program, tag, 'jsx', openElements);
      if (image) images.push(image);
      endOfImage = tag.end;
    } else if (isOpening || program.endsWith('</', start)) {
      openElements.pass({ name: value, isClosing: !isOpening });
    }
  }
  return images;
}
