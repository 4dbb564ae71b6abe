import { isJpeg } from './containers/jpeg.ts';
import { isPng } from './containers/png.ts';
import { isCameraRaw, isTiff } from './containers/tiff.ts';
import { isWebp } from './containers/webp.ts';

/** File name endings of the pictures that menus and pick lists offer, lower case, without the dot. */
export const imageExtensions = [
  ...['png', 'apng', 'jpg', 'jpeg', 'jpe', 'jfif', 'webp', 'gif', 'bmp', 'dib'],
  ...['tif', 'tiff', 'avif', 'heic', 'heif', 'svg'],
] as const;

/** Whether a path ends like a picture's; what the file really is, is told by its content. */
export function hasImageExtension(path: string): boolean {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  return imageExtensions.some((known) => known === extension);
}

export type ReadableFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'tiff' | 'avif' | 'heic' | 'svg';

/** A format that can be read, or the name of one that cannot, for people to read. */
export type ImageFormat = { readonly readable: ReadableFormat } | { readonly unreadable: string };

/** Tells a picture's format by its content; undefined when it is none that is known. */
export function formatOf(file: Uint8Array): ImageFormat | undefined {
  return formats.find(([recognises]) => recognises(file))?.[1];
}

const startsWith =
  (...signatures: readonly string[]) =>
  (file: Uint8Array) =>
    signatures.some((signature) => latin1(file, 0, signature.length) === signature);

/** The brands of an ISO base media file: what its box `ftyp` says it can be read as. */
const hasBrand = (pattern: RegExp) => (file: Uint8Array) =>
  latin1(file, 4, 8) === 'ftyp' && pattern.test(brandsOf(file).join(' '));

function brandsOf(file: Uint8Array): string[] {
  const lengthBytes = Math.min(new DataView(file.buffer, file.byteOffset, 4).getUint32(0), 256);
  const [major, , ...compatible] = latin1(file, 8, lengthBytes).match(/.{4}/gs) ?? [];
  return [major ?? '', ...compatible];
}

/** A text that begins as XML does and has an svg element soon. */
function isSvg(file: Uint8Array): boolean {
  const text = latin1(file, 0, 65_536).replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff|\0/g, '');
  return /^\s*<(\?xml|!--|!DOCTYPE|[\w-]+:svg|svg)/i.test(text) && /<([\w-]+:)?svg[\s>/]/i.test(text);
}

function latin1(file: Uint8Array, from: number, to: number): string {
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1', from, to);
}

/** In the order to ask: raw files of cameras are TIFF files as well, and AVIF may call itself HEIF too. */
const formats: readonly (readonly [(file: Uint8Array) => boolean, ImageFormat])[] = [
  [isPng, { readable: 'png' }],
  [isJpeg, { readable: 'jpeg' }],
  [isWebp, { readable: 'webp' }],
  [startsWith('GIF87a', 'GIF89a'), { readable: 'gif' }],
  [isCameraRaw, { unreadable: 'camera raw' }],
  [hasBrand(/^crx /), { unreadable: 'camera raw' }],
  [startsWith('FUJIFILMCCD-RAW', 'IIRO', 'IIRS', 'MMOR', 'IIU\0'), { unreadable: 'camera raw' }],
  [isTiff, { readable: 'tiff' }],
  [hasBrand(/avi[fs]/), { readable: 'avif' }],
  [hasBrand(/he[iv][cmsx]|mif1|msf1/), { readable: 'heic' }],
  [startsWith('8BPS'), { unreadable: 'Photoshop' }],
  [startsWith('\0\0\x01\0', '\0\0\x02\0'), { unreadable: 'Windows icon' }],
  [startsWith('\xff\x0a', '\0\0\0\x0cJXL '), { unreadable: 'JPEG XL' }],
  [startsWith('\xff\x4f\xff\x51', '\0\0\0\x0cjP  '), { unreadable: 'JPEG 2000' }],
  [startsWith('II\xbc\x01'), { unreadable: 'JPEG XR' }],
  [startsWith('\x76\x2f\x31\x01'), { unreadable: 'OpenEXR' }],
  [startsWith('#?RADIANCE', '#?RGBE'), { unreadable: 'Radiance HDR' }],
  [startsWith('gimp xcf'), { unreadable: 'GIMP' }],
  [startsWith('%PDF-', '%!PS'), { unreadable: 'PDF or PostScript' }],
  [startsWith('BM'), { readable: 'bmp' }],
  [isSvg, { readable: 'svg' }],
];
