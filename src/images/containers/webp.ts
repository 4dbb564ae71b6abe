/** One chunk of a WebP file; `data` is a view of the file, without the padding of an odd length. */
export interface WebpChunk {
  /** Four characters, as `EXIF` or `XMP `. */
  readonly type: string;
  readonly data: Uint8Array;
}

export function isWebp(file: Uint8Array): boolean {
  return fourCharacters(file, 0) === 'RIFF' && fourCharacters(file, 8) === 'WEBP';
}

/** The whole chunks of a WebP file. Ends early, without an error, where the file is cut off. */
export function* webpChunks(file: Uint8Array): Generator<WebpChunk> {
  if (!isWebp(file)) return;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = 12;
  while (start + 8 <= file.length) {
    const length = view.getUint32(start + 4, true);
    const end = start + 8 + length;
    if (end > file.length) return;
    yield { type: fourCharacters(file, start), data: file.subarray(start + 8, end) };
    start = end + (length % 2);
  }
}

function fourCharacters(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}
