import { createHash, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ImageFile } from '../core/image.ts';

/** Files above this are hashed as they are read: they need not be in memory at once. */
const maxBytesAtOnce = 8_000_000;

/** The SHA-256 of a picture's file, in hexadecimal digits. Throws where the file cannot be read. */
export async function contentHash(source: ImageFile): Promise<string> {
  const { path } = source;
  if (path !== undefined && (await source.sizeBytes()) > maxBytesAtOnce) {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece);
    return hash.digest('hex');
  }
  // Off the thread of every extension, which createHash is not.
  const file = (await source.read()) as Uint8Array<ArrayBuffer>;
  const digest = await webcrypto.subtle.digest('SHA-256', file);
  return Buffer.from(digest).toString('hex');
}
