import probeImageSize from 'probe-image-size/sync.js';

/** What a file's first bytes say of it. `mimeType` as the format's own, `image/webp`; sizes in pixels. */
export interface ImageProbe {
  readonly format: string;
  readonly mimeType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Tells a picture by its content, whatever its name; undefined when it is none that is known. */
export function probe(bytes: Uint8Array): ImageProbe | undefined {
  const found = probeImageSize(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (found === null) return undefined;
  return { format: found.type, mimeType: found.mime, widthPx: found.width, heightPx: found.height };
}
