/**
 * The bytes that a `data:` URI holds (RFC 2397): base64, or text with percent signs. Undefined when it is none, or is
 * broken.
 */
export function bytesOfDataUri(uri: string): Uint8Array | undefined {
  const [, mediaType, data] = /^data:([^,]*),(.*)$/is.exec(uri) ?? [];
  if (mediaType === undefined || data === undefined) return undefined;
  const text = decoded(data);
  if (text === undefined) return undefined;
  if (!/;\s*base64\s*$/i.test(mediaType)) return Buffer.from(text, 'utf8');
  const base64 = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
