/** Collects bytes; undefined as soon as there are more than allowed, which ends the reading. */
export async function bytesWithin(
  maxBytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Uint8Array | undefined> {
  const collected: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    collected.push(piece);
    length += piece.length;
    if (length > maxBytes) return undefined;
  }
  return Buffer.concat(collected);
}
