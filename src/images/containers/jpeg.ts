/** One segment of a JPEG file. Offsets count bytes from the file's start; `data` is a view of the file. */
export interface JpegSegment {
  /** The marker's second byte: 0xe1 for APP1. */
  readonly marker: number;
  /** What follows the length field; empty for a marker that stands alone. */
  readonly data: Uint8Array;
  /** Where its marker begins. */
  readonly start: number;
  /** After its last byte; for a scan (0xda) after its compressed data. */
  readonly end: number;
}

export const jpegMarkers = { startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda } as const;

export function isJpeg(file: Uint8Array): boolean {
  return file[0] === 0xff && file[1] === jpegMarkers.startOfImage && file[2] === 0xff;
}

/** The segments of a JPEG file, up to the end of its image. Ends early, without an error, where the file is cut off. */
export function* jpegSegments(file: Uint8Array): Generator<JpegSegment> {
  if (!isJpeg(file)) return;
  let start = 0;
  while (start + 1 < file.length && file[start] === 0xff) {
    const marker = file[start + 1] ?? 0;
    if (marker === 0xff) {
      start += 1; // a byte of filling
      continue;
    }
    if (standsAlone(marker)) {
      yield { marker, data: file.subarray(start + 2, start + 2), start, end: start + 2 };
      if (marker === jpegMarkers.endOfImage) return;
      start += 2;
      continue;
    }
    const length = ((file[start + 2] ?? 0) << 8) | (file[start + 3] ?? 0);
    const endOfData = start + 2 + length;
    if (length < 2 || endOfData > file.length) return;
    const end = marker === jpegMarkers.startOfScan ? endOfScan(file, endOfData) : endOfData;
    yield { marker, data: file.subarray(start + 4, endOfData), start, end };
    start = end;
  }
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= jpegMarkers.endOfImage);
}

/** Compressed data ends at the next marker; a zero byte after 0xff is data, and so are the markers of restarts. */
function endOfScan(file: Uint8Array, from: number): number {
  let at = file.indexOf(0xff, from);
  while (at !== -1 && at + 1 < file.length) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = file.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return file.length;
}
