/** Collects UTF-8 text; undefined as soon as it is longer than allowed, which ends the reading. */
export async function textWithin(
  maxBytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<string | undefined> {
  const collected: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    collected.push(piece);
    length += piece.length;
    if (length > maxBytes) return undefined;
  }
  return Buffer.concat(collected).toString('utf8');
}
