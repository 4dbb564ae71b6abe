import { Inflater } from './inflater.ts';
import { OpaqueScanlines } from './opaqueScanlines.ts';
import type { PngHeader } from './pngHeader.ts';
import { pngPasses } from './pngPasses.ts';

/** Four times what the largest picture takes that goes out. */
const maxInflatedBytes = 64_000_000;

const inflater = new Inflater();

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
  const isWhole = await inflater.isWhole(compressed, (piece) => scanlines.accepts(piece));
  return isWhole && scanlines.isComplete;
}
