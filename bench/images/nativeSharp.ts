import { maxSidePx } from '../../src/images/prepareImage.ts';
import { quality, type Way } from './way.ts';

export const nativeSharp: Way = {
  reads: ['jpeg', 'png', 'webp', 'avif'],
  async load() {
    const { default: sharp } = await import('sharp');
    // Where its native build is missing, sharp silently takes the one that ours is made of.
    if ('emscripten' in sharp.versions) throw new Error('The native build of sharp is not installed.');
    return (path, result) => {
      const image = sharp(path)
        .autoOrient()
        .resize({ width: maxSidePx, height: maxSidePx, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' })
        .toColourspace('srgb');
      return (result === 'png' ? image.png() : image.jpeg({ quality })).toBuffer();
    };
  },
};
