import { randomUUID } from 'node:crypto';

/** A JSON text, made anew for each sending. */
export interface JsonBody {
  readonly lengthBytes: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** A multiple of 3, so that the base64 of the pieces joins to the base64 of the whole. */
const pieceBytes = 3 * 64 * 1024;

/**
 * The JSON of a value that holds a picture's base64, encoded piece by piece as the connection takes it: no long pause
 * for others in the process and no copy of the whole. `build` gets what to put where the base64 goes.
 */
export function imageJson(image: Uint8Array, build: (base64: string) => unknown): JsonBody {
  const mark = randomUUID();
  const [before = '', after = ''] = JSON.stringify(build(mark)).split(mark);
  const head = Buffer.from(before);
  const tail = Buffer.from(after);
  return {
    lengthBytes: head.length + Math.ceil(image.length / 3) * 4 + tail.length,
    chunks: () => chunksAround(image, head, tail),
  };
}

/** The JSON of a value without a picture. */
export function plainJson(value: unknown): JsonBody {
  const bytes = Buffer.from(JSON.stringify(value));
  return { lengthBytes: bytes.length, chunks: () => oneChunk(bytes) };
}

// No generators within functions: V8 makes a hidden class for each, old from the start, which keeps what it links to
// until the next full collection of garbage.

async function* chunksAround(
  image: Uint8Array,
  head: Uint8Array,
  tail: Uint8Array,
): AsyncGenerator<Uint8Array> {
  yield head;
  for (let start = 0; start < image.length; start += pieceBytes) {
    const piece = image.subarray(start, start + pieceBytes);
    const base64 = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64');
    yield Buffer.from(base64, 'latin1');
  }
  yield tail;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
