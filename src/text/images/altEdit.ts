import type { InsertionEdit } from '../insertionEdits.ts';
import { textFor } from '../targets/textFor.ts';
import type { ImageSpan } from './imageSpan.ts';

/** The one edit that gives an image another alt text; all else stays as it is, byte for byte. */
export function altEdit({ alt: { place } }: ImageSpan, newAlt: string): InsertionEdit {
  const { start, end, before, after, target } = place;
  return { start, end, newText: before + textFor(newAlt, target) + after };
}
