import type { OffsetRange } from '../offsetRange.ts';
import type { AttributeTarget, MarkdownTarget } from '../targets/target.ts';

/** An image that a document shows: the whole of `![alt](castle.png)`, `![alt][label]` or `<img ...>`. */
export interface ImageSpan extends OffsetRange {
  /**
   * What the source points at: entities, escapes and angle brackets undone, percent-encoding kept, since what it means
   * depends on what is pointed at. Undefined where there is none, or only a program or a template knows it.
   */
  readonly destination: string | undefined;
  readonly alt: ImageAlt;
  readonly isInLink: boolean;
  readonly isInTableCell: boolean;
}

interface ImageAlt {
  /** As a parser reads it, on one line; empty where there is none, or only code knows it. */
  readonly text: string;
  readonly state: AltState;
  readonly place: AltPlace;
}

/**
 * `missing`: none, or one that says nothing. `decorative`: none on purpose, as HTML's `alt=""` says. `computed`: made
 * by code, so that nobody can tell here.
 */
export type AltState = 'written' | 'missing' | 'decorative' | 'computed';

/** What gives way to another alt text, and how that is written there. Empty where there is no alt text so far. */
export interface AltPlace extends OffsetRange {
  /** What stands around the text, such as the attribute that was missing. */
  readonly before: string;
  readonly after: string;
  readonly target: MarkdownTarget | AttributeTarget;
}

/** That of several images which holds an offset; where one ends and the next begins, the next. */
export function spanHolding(images: readonly ImageSpan[], offset: number): ImageSpan | undefined {
  return (
    images.find(({ start, end }) => start <= offset && offset < end) ??
    images.find(({ end }) => end === offset)
  );
}

/** The images of a part of a document as the document has them, given where each offset of the part is. */
export function placedImages(images: readonly ImageSpan[], placeOf: (offset: number) => number): ImageSpan[] {
  const placed = <Range extends OffsetRange>(range: Range): Range => ({
    ...range,
    start: placeOf(range.start),
    end: placeOf(range.end),
  });
  return images.map((image) => ({
    ...placed(image),
    alt: { ...image.alt, place: placed(image.alt.place) },
  }));
}

export function shiftedImages(images: readonly ImageSpan[], by: number): ImageSpan[] {
  return placedImages(images, (offset) => offset + by);
}
