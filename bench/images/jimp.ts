import { maxSidePx } from '../../src/images/prepareImage.ts';
import { quality, type Way } from './way.ts';

interface Jimp {
  read(path: string): Promise<JimpImage>;
}

interface JimpImage {
  scaleToFit(box: { w: number; h: number }): JimpImage;
  getBuffer(mimeType: 'image/png' | 'image/jpeg', options: { quality?: number }): Promise<Uint8Array>;
}

/** Turns a JPEG upright while it reads it. */
export const jimp: Way = {
  reads: ['jpeg', 'png'],
  async load() {
    // Installed by the bench, and not known to the type check.
    const { Jimp } = (await import(import.meta.resolve('jimp'))) as { Jimp: Jimp };
    return async (path, result) => {
      const image = (await Jimp.read(path)).scaleToFit({ w: maxSidePx, h: maxSidePx });
      return result === 'png' ? image.getBuffer('image/png', {}) : image.getBuffer('image/jpeg', { quality });
    };
  },
};
