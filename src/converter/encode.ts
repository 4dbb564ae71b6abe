import sharp, { type Sharp } from 'sharp';
import type { ConversionRequest, ConvertedImage } from '../images/conversion.ts';

/** Pixels as they are encoded: RGB, 8 bits a channel. */
interface FittedPixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a picture one that every service accepts: within the sides that are allowed, opaque over white, sRGB; as PNG
 * where that is small and keeps sharp edges, as JPEG otherwise, and within the bytes that are allowed.
 */
export async function encode(
  image: Sharp,
  { maxSidePx, maxBytes }: Pick<ConversionRequest, 'maxSidePx' | 'maxBytes'>,
): Promise<ConvertedImage> {
  const { data, info } = await image
    .resize({ width: maxSidePx, height: maxSidePx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  let pixels: FittedPixels = { data, width: info.width, height: info.height };

  if (isFlat(pixels)) {
    const bytes = await sharpOf(pixels).png().toBuffer();
    if (bytes.length <= maxBytes) return converted(bytes, 'image/png', pixels);
  }
  for (;;) {
    for (const options of jpegSteps) {
      const bytes = await sharpOf(pixels).jpeg(options).toBuffer();
      if (bytes.length <= maxBytes) return converted(bytes, 'image/jpeg', pixels);
    }
    pixels = await halved(pixels);
  }
}

/** From the best downwards; fine colour is the first that goes. */
const jpegSteps = [
  { quality: 90, chromaSubsampling: '4:4:4' },
  { quality: 82, chromaSubsampling: '4:2:0' },
  { quality: 70, chromaSubsampling: '4:2:0' },
];

function sharpOf({ data, width, height }: FittedPixels): Sharp {
  return sharp(data, { limitInputPixels: false, raw: { width, height, channels: 3 } });
}

async function halved(pixels: FittedPixels): Promise<FittedPixels> {
  const { data, info } = await sharpOf(pixels)
    .resize({ width: Math.ceil(pixels.width / 2), height: Math.ceil(pixels.height / 2), fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function converted(
  bytes: Buffer,
  mimeType: ConvertedImage['mimeType'],
  { width, height }: FittedPixels,
): ConvertedImage {
  return { bytes, mimeType, widthPx: width, heightPx: height };
}

/**
 * Whether a picture is drawn rather than photographed: many of its pixels are just like the one to their left, which a
 * camera's noise prevents.
 */
function isFlat({ data, width, height }: FittedPixels): boolean {
  let alike = 0;
  for (let row = 0; row < height; row++) {
    const start = row * width * 3;
    for (let at = start + 3; at < start + width * 3; at += 3) {
      const isAlike =
        data[at] === data[at - 3] && data[at + 1] === data[at - 2] && data[at + 2] === data[at - 1];
      if (isAlike) alike++;
    }
  }
  return alike > (width * height) / 2;
}
