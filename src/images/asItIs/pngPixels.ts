import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { OpaqueScanlines } from './opaqueScanlines.ts';
import type { PngHeader } from './pngHeader.ts';
import { pngPasses } from './pngPasses.ts';

/** Four times what the largest picture takes that goes out. */
const maxInflatedBytes = 64_000_000;

/** Inflated on another thread; as much as this one looks through in a fraction of a millisecond. */
const pieceBytes = 128 * 1024;

/**
 * Whether the pixels of a PNG are all there, nothing lies behind them, and none is see-through. Stops at the first flaw
 * and keeps nothing of what it inflates.
 *
 * @param compressed the data of its IDAT chunks
 */
export async function arePixelsWholeAndOpaque(
  header: PngHeader,
  compressed: readonly Uint8Array[],
): Promise<boolean> {
  const announcedBytes = pngPasses(header).reduce((sum, { rows, rowBytes }) => sum + rows * rowBytes, 0);
  if (announcedBytes > maxInflatedBytes) return false;
  const scanlines = new OpaqueScanlines(header);
  const inflate = createInflate({ chunkSize: pieceBytes });
  try {
    for await (const piece of Readable.from(compressed).pipe(inflate)) {
      if (!scanlines.accepts(piece)) return false;
    }
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
  const compressedBytes = compressed.reduce((sum, { length }) => sum + length, 0);
  return scanlines.isComplete && inflate.bytesWritten === compressedBytes;
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
