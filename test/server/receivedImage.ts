import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { refuse } from './documentedReasons.ts';
import type { Refusal } from './refusal.ts';

/** Decoded pixels: four bytes (red, green, blue, alpha) each, row by row from the top left. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

const maxImageBytes = 30_000_000;
const maxSidePx = 2048;

/** Ways in which base64 is not canonical, the first that applies being the one told. */
const base64Rules: readonly { readonly broken: RegExp; readonly message: string }[] = [
  { broken: /^$/, message: 'must not be empty' },
  { broken: /\s/, message: 'must be base64 without white space' },
  { broken: /[-_]/, message: 'must use the standard base64 alphabet ("+" and "/")' },
  { broken: /[^A-Za-z0-9+/=]/, message: 'has characters that are not base64' },
];

/** The bytes that canonical base64 stands for; or, as a text that follows the name of its field, what is wrong with it. */
export function decodeBase64(base64: string): Buffer | string {
  const rule = base64Rules.find(({ broken }) => broken.test(base64));
  if (rule) return rule.message;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : 'must be canonical base64, padded with "="';
}

/** The picture in an image file, or why the file is refused. What it is, its first bytes say. */
export function decodePicture(file: Buffer): Picture | Refusal {
  if (file.length > maxImageBytes) {
    return refuse(
      'IMAGE_FILE_EXCEEDS_MAX_SIZE',
      `the image has ${file.length} bytes, more than ${maxImageBytes}`,
    );
  }
  const format = formatOf(file);
  if (!format) return refuse('INVALID_IMAGE_FORMAT', 'the image is neither PNG nor JPEG');
  try {
    // Before decoding, so that a header that promises a giant picture costs nothing.
    const { widthPx, heightPx } = format.dimensions(file);
    if (Math.max(widthPx, heightPx) > maxSidePx) {
      return refuse(
        'IMAGE_EXCEEDS_MAX_RESOLUTION',
        `the image has ${widthPx} x ${heightPx} pixels, more than ${maxSidePx} on its longer side`,
      );
    }
    return { widthPx, heightPx, rgba: format.decode(file) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return refuse('INVALID_IMAGE_FORMAT', `the image cannot be decoded: ${detail}`);
  }
}

/** The media type that the first bytes of a PNG or JPEG stand for. */
export function mediaTypeOf(file: Buffer): string | undefined {
  return formatOf(file)?.mediaType;
}

function formatOf(file: Buffer): ImageFormat | undefined {
  return imageFormats.find(({ signature }) => file.subarray(0, signature.length).equals(signature));
}

interface ImageFormat {
  readonly mediaType: string;
  readonly signature: Buffer;
  /** Throws where the header is cut short. */
  dimensions(file: Buffer): Omit<Picture, 'rgba'>;
  /** Throws where the file is broken. */
  decode(file: Buffer): Uint8Array;
}

const imageFormats: readonly ImageFormat[] = [
  {
    mediaType: 'image/png',
    signature: Buffer.from('89504e470d0a1a0a', 'hex'),
    dimensions: (file) => ({ widthPx: file.readUInt32BE(16), heightPx: file.readUInt32BE(20) }),
    decode: (file) => PNG.sync.read(file).data,
  },
  {
    mediaType: 'image/jpeg',
    signature: Buffer.from('ffd8ff', 'hex'),
    dimensions: jpegDimensions,
    decode: (file) => decodeJpeg(file, { useTArray: true, tolerantDecoding: false }).data,
  },
];

/** Reads the frame header (ITU-T T.81, B.2.2), found by walking over the segments before it. */
function jpegDimensions(file: Buffer): Omit<Picture, 'rgba'> {
  let offset = 2;
  for (;;) {
    if (file.readUInt8(offset) !== 0xff) throw new Error('a JPEG marker is missing');
    const marker = file.readUInt8(offset + 1);
    // Any marker may be preceded by fill bytes (B.1.1.2).
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    // C4, C8 and CC lie among the frame headers but are Huffman tables, an extension and arithmetic conditioning.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { widthPx: file.readUInt16BE(offset + 7), heightPx: file.readUInt16BE(offset + 5) };
    }
    offset += 2 + file.readUInt16BE(offset + 2);
  }
}
