import sharp, { type Sharp } from 'sharp';
import { isTiffOfYCbCr } from '../images/containers/tiff.ts';
import type { ReadableFormat } from '../images/imageFormats.ts';
import { decodeBmp } from './decodeBmp.ts';
import { decodeHeic, heicProfile } from './decodeHeic.ts';
import { drawSvg } from './drawSvg.ts';
import { firstFrameOfApng } from './firstFrameOfApng.ts';
import { checkSize, type Pixels } from './pixels.ts';
import { tiffWithProfile } from './tiffWithProfile.ts';
import { Undecodable } from './undecodable.ts';

// No picture comes twice: what libvips would keep of the last ones only takes memory.
sharp.cache(false);

/** A picture to work on, and whether it has text that could not be drawn. */
export interface DecodedImage {
  readonly image: Sharp;
  readonly lacksText: boolean;
}

/**
 * A picture's first frame or page, ready to be worked on. What sharp reads is decoded when that work runs, so damage may
 * show only then. Throws Undecodable, or sharp's own errors.
 */
export async function decode(
  format: ReadableFormat,
  file: Uint8Array,
  maxMegapixels: number,
): Promise<DecodedImage> {
  switch (format) {
    case 'bmp':
      return { image: ofPixels(decodeBmp(file, maxMegapixels)), lacksText: false };
    case 'svg': {
      const { pixels, lacksText } = await drawSvg(file);
      return { image: ofPixels(pixels), lacksText };
    }
    case 'heic': {
      const pixels = await decodeHeic(file, maxMegapixels);
      const profile = heicProfile(file);
      const image = profile ? sharp(tiffWithProfile(pixels, profile), readingOptions) : ofPixels(pixels);
      return { image, lacksText: false };
    }
    case 'png':
      return await opened(firstFrameOfApng(file) ?? file, maxMegapixels);
    case 'tiff':
      // sharp takes these numbers for red, green and blue.
      if (isTiffOfYCbCr(file)) throw new Undecodable({ is: 'format', format: 'YCbCr TIFF' });
      return await opened(file, maxMegapixels);
    case 'jpeg':
    case 'webp':
    case 'gif':
    case 'avif':
      return await opened(file, maxMegapixels);
  }
}

/** A file that sharp reads. */
async function opened(file: Uint8Array, maxMegapixels: number): Promise<DecodedImage> {
  const image = sharp(file, readingOptions);
  const { width, height, space } = await image.metadata();
  checkSize(width, height, maxMegapixels);
  const eightBits = eightBitSpaces.get(space);
  if (eightBits !== undefined) image.pipelineColourspace(eightBits);
  return { image: image.autoOrient(), lacksText: false };
}

/** The number of pixels is checked before. What a decoder only warns of is no reason to refuse a picture. */
const readingOptions = { limitInputPixels: false, failOn: 'error' } as const;

/**
 * sharp works on 16 bits in Display P3 and leaves them there, and passes a grey picture's profile by; so they become 8
 * bits, which they leave with anyway, before their profile is asked.
 */
const eightBitSpaces: ReadonlyMap<string, string> = new Map([
  ['rgb16', 'srgb'],
  ['grey16', 'b-w'],
]);

function ofPixels({ data, widthPx, heightPx }: Pixels): Sharp {
  return sharp(data, { ...readingOptions, raw: { width: widthPx, height: heightPx, channels: 4 } });
}
