/** A stretch of a document, in UTF-16 units from its start; empty where `start` equals `end`. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a document: `length` units from `offset` on gave way to `newLength` others. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly newLength: number;
}

/**
 * Where a range is after a change. What is typed right at its edges stays outside of it: text typed at an empty
 * range comes after it. Inside a stretch that was replaced as a whole, as formatters do, a place keeps its distance
 * from the stretch's start as far as that goes.
 */
export function movedRange(range: OffsetRange, change: TextChange): OffsetRange {
  const isEmpty = range.start === range.end;
  const start = movedOffset(range.start, change, isEmpty ? 'stay' : 'move');
  return { start, end: isEmpty ? start : Math.max(start, movedOffset(range.end, change, 'stay')) };
}

function movedOffset(place: number, change: TextChange, onInsertionHere: 'stay' | 'move'): number {
  const { offset, length, newLength } = change;
  if (place < offset || (place === offset && (length > 0 || onInsertionHere === 'stay'))) return place;
  if (place >= offset + length) return place + newLength - length;
  return Math.min(place, offset + newLength);
}
