import { pngHeader } from './asItIs/pngHeader.ts';
import { jpegMarkers, jpegSegments } from './containers/jpeg.ts';
import { pngChunks } from './containers/png.ts';

/** Nothing but a hostile file has half as many before the one that tells its size. */
const maxSegments = 20_000;

/** Width and height of a PNG or JPEG, as stored; undefined when it is neither, or does not say. */
export function pixelSize(file: Uint8Array): { widthPx: number; heightPx: number } | undefined {
  const [firstChunk] = pngChunks(file);
  const header = pngHeader(firstChunk);
  if (header) return { widthPx: header.widthPx, heightPx: header.heightPx };
  for (const { marker, data } of jpegSegments(file).take(maxSegments)) {
    if (marker === jpegMarkers.startOfScan) return undefined;
    if (isFrame(marker) && data.length >= 6) {
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      return { heightPx: view.getUint16(1), widthPx: view.getUint16(3) };
    }
  }
  return undefined;
}

/** SOF0 to SOF15; the three between them are tables and a reserved marker. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
