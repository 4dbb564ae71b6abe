import { isUtf8 } from 'node:buffer';

/** What is no UTF-8 is Latin-1, in which any bytes mean something. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(buffer) ? 'utf8' : 'latin1');
}

/** Longer than any text that generators write; a longer one is passed over. */
export const maxTextBytes = 4 * 1024 * 1024;
