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
  { broken: /^data:/i, message: 'image_file must be bare base64, without a "data:" prefix' },
  { broken: /\s/, message: 'image_file must be base64 without white space' },
  { broken: /[-_]/, message: 'image_file must use the standard base64 alphabet ("+" and "/")' },
  { broken: /[^A-Za-z0-9+/=]/, message: 'image_file has characters that are not base64' },
];

/** The bytes in the field `image_file` of a request body, or why the body is refused. */
export function readImageFile(body: Buffer): Buffer | Refusal {
  let fields: unknown;
  try {
    fields = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return refuse('INVALID_REQUEST_BODY', 'the body must be JSON in UTF-8');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return refuse('INVALID_REQUEST_BODY', 'the body must be a JSON object');
  }
  if (!('image_file' in fields)) return refuse('INVALID_REQUEST_BODY', 'image_file is required');
  if (Object.keys(fields).length > 1) {
    return refuse('INVALID_REQUEST_BODY', 'image_file must be the only field');
  }
  const base64 = fields.image_file;
  if (typeof base64 !== 'string') return refuse('INVALID_REQUEST_BODY', 'image_file must be a string');
  if (base64 === '') return refuse('INVALID_REQUEST_BODY', 'image_file must not be empty');
  const rule = base64Rules.find(({ broken }) => broken.test(base64));
  if (rule) return refuse('INVALID_REQUEST_BODY', rule.message);
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) {
    return refuse('INVALID_REQUEST_BODY', 'image_file must be canonical base64, padded with "="');
  }
  return bytes;
}

/** The picture in an image file, or why the file is refused. What it is, its first bytes say. */
export function decodePicture(file: Buffer): Picture | Refusal {
  if (file.length > maxImageBytes) {
    return refuse(
      'IMAGE_FILE_EXCEEDS_MAX_SIZE',
      `the image has ${file.length} bytes, more than ${maxImageBytes}`,
    );
  }
  const format = imageFormats.find(({ signature }) => file.subarray(0, signature.length).equals(signature));
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

interface ImageFormat {
  readonly signature: Buffer;
  /** Throws where the header is cut short. */
  dimensions(file: Buffer): Omit<Picture, 'rgba'>;
  /** Throws where the file is broken. */
  decode(file: Buffer): Uint8Array;
}

const imageFormats: readonly ImageFormat[] = [
  {
    signature: Buffer.from('89504e470d0a1a0a', 'hex'),
    dimensions: (file) => ({ widthPx: file.readUInt32BE(16), heightPx: file.readUInt32BE(20) }),
    decode: (file) => PNG.sync.read(file).data,
  },
  {
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
