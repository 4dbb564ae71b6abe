import { crc32 } from 'node:zlib';
import type { PngChunk } from '../containers/png.ts';
import { isGrey, type PngHeader, pngColourTypes } from './pngHeader.ts';

/** Whether the chunks that make a PNG's picture are there, in order, each as often as it should be, and undamaged. */
export function isWellFormed(file: Uint8Array, header: PngHeader, chunks: readonly PngChunk[]): boolean {
  const types = chunks.map(({ type }) => type);
  const [firstPixels, lastPixels] = [types.indexOf('IDAT'), types.lastIndexOf('IDAT')];
  return (
    types.lastIndexOf('IHDR') === 0 &&
    types.at(-1) === 'IEND' &&
    firstPixels !== -1 &&
    types.slice(firstPixels, lastPixels).every((type) => type === 'IDAT') &&
    types.every((type) => !isCritical(type) || criticalChunks.has(type)) &&
    hasFittingPalette(header, chunks.slice(0, firstPixels)) &&
    types.lastIndexOf('PLTE') < firstPixels &&
    chunks.every((chunk) => !isCritical(chunk.type) || isUndamaged(file, chunk))
  );
}

const criticalChunks: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/** A capital at the beginning: who does not know such a chunk cannot show the picture. */
function isCritical(type: string): boolean {
  return (type.charCodeAt(0) & 0x20) === 0;
}

function hasFittingPalette(header: PngHeader, chunks: readonly PngChunk[]): boolean {
  const palettes = chunks.filter(({ type }) => type === 'PLTE').map(({ data }) => data);
  if (header.colourType === pngColourTypes.palette && palettes.length === 0) return false;
  const maxColours = header.colourType === pngColourTypes.palette ? 2 ** header.bitDepth : 256;
  return (
    palettes.length <= (isGrey(header) ? 0 : 1) &&
    palettes.every(({ length }) => length > 0 && length % 3 === 0 && length / 3 <= maxColours)
  );
}

function isUndamaged(file: Uint8Array, { start, end }: PngChunk): boolean {
  const written = new DataView(file.buffer, file.byteOffset + end - 4, 4).getUint32(0);
  return crc32(file.subarray(start + 4, end - 4)) === written;
}
