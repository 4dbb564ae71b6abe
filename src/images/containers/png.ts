/** One chunk of a PNG file. Offsets count bytes from the file's start; `data` is a view of the file. */
export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Where its length field begins. */
  readonly start: number;
  /** After its checksum. */
  readonly end: number;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(file: Uint8Array): boolean {
  return signature.every((byte, index) => file[index] === byte);
}

/** The whole chunks of a PNG file, up to IEND. Ends early, without an error, where the file is cut off. */
export function* pngChunks(file: Uint8Array): Generator<PngChunk> {
  if (!isPng(file)) return;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = signature.length;
  while (start + chunkFrame <= file.length) {
    const end = start + chunkFrame + view.getUint32(start);
    if (end > file.length) return;
    const type = String.fromCharCode(...file.subarray(start + 4, start + 8));
    yield { type, data: file.subarray(start + 8, end - 4), start, end };
    if (type === 'IEND') return;
    start = end;
  }
}

/** Length, type and checksum. */
const chunkFrame = 12;
