/** A chunk with its length, padded to an even one. */
export function webpChunk(type: string, data: Uint8Array | string = ''): Buffer {
  const content = Buffer.from(data);
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** A file of these chunks. */
export function webpOf(...chunks: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

/** The pixels of a picture of one by one. */
export const webpPixels = webpChunk(
  'VP8L',
  Buffer.from('\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07', 'latin1'),
);
