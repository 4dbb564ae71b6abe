import type { Prepare } from '../../../src/core/image.ts';

/** Hands over these bytes as a picture that is ready, whatever they are. */
export function prepared(bytes: Uint8Array): Prepare {
  return async () => ({
    name: 'castle.png',
    bytes,
    mimeType: 'image/png',
    widthPx: 800,
    heightPx: 600,
    lacksText: false,
  });
}
