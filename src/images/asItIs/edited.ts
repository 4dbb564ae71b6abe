/** A stretch of a file to be left out, or to be replaced. Offsets in bytes; `end` is the first one that stays. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement?: Uint8Array;
}

/** The file with these edits, which come in order and do not overlap; the very same array when there are none. */
export function edited(file: Uint8Array, edits: readonly Edit[]): Uint8Array {
  if (edits.length === 0) return file;
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const { start, end, replacement } of edits) {
    pieces.push(file.subarray(kept, start));
    if (replacement !== undefined) pieces.push(replacement);
    kept = end;
  }
  pieces.push(file.subarray(kept));
  return Buffer.concat(pieces);
}
