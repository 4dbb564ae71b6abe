import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A chunk with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array | string = ''): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const chunk = Buffer.alloc(typeAndData.length + 8);
  chunk.writeUInt32BE(typeAndData.length - 4);
  chunk.set(typeAndData, 4);
  chunk.writeUInt32BE(crc32(typeAndData), chunk.length - 4);
  return chunk;
}

/** A file of these chunks. */
export function pngOf(...chunks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([signature, ...chunks]);
}

export interface PngHeaderFields {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly bitDepth?: number;
  readonly colourType?: number;
  readonly compression?: number;
  readonly filtering?: number;
  readonly interlacing?: number;
}

/** An IHDR; where nothing else is said, of a picture of two by two pixels in RGB, eight bits each. */
export function pngHeaderChunk({
  widthPx = 2,
  heightPx = 2,
  bitDepth = 8,
  colourType = 2,
  compression = 0,
  filtering = 0,
  interlacing = 0,
}: PngHeaderFields = {}): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(widthPx, 0);
  data.writeUInt32BE(heightPx, 4);
  data.set([bitDepth, colourType, compression, filtering, interlacing], 8);
  return pngChunk('IHDR', data);
}

/** An IDAT of these rows, which begin with the number of their filter. */
export function pngPixelsChunk(...rows: readonly (readonly number[])[]): Buffer {
  return pngChunk('IDAT', deflateSync(Uint8Array.from(rows.flat())));
}

export const pngEnd = pngChunk('IEND');

/** The file with these chunks before its first one of a type. */
export function withChunksBefore(type: string, file: Buffer, ...chunks: readonly Uint8Array[]): Buffer {
  const at = file.indexOf(type, 0, 'latin1') - 4;
  return Buffer.concat([file.subarray(0, at), ...chunks, file.subarray(at)]);
}
