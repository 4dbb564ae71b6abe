/** A segment with its length. */
export function jpegSegment(
  marker: number,
  ...data: readonly (Uint8Array | string | readonly number[])[]
): Buffer {
  const content = Buffer.concat(
    data.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  const segment = Buffer.alloc(content.length + 4);
  segment.writeUInt16BE(0xff00 | marker);
  segment.writeUInt16BE(content.length + 2, 2);
  segment.set(content, 4);
  return segment;
}

/** The file with these segments right after its first marker. */
export function withSegments(file: Buffer, ...segments: readonly Uint8Array[]): Buffer {
  return Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]);
}
