import { contentOf, isOf, type JpegApplication, jpegApplications } from '../asItIs/jpegApplications.ts';
import { heifExif } from '../containers/heif.ts';
import { isJpeg, jpegSegments } from '../containers/jpeg.ts';
import { isPng, pngChunks } from '../containers/png.ts';
import { isWebp, webpChunks } from '../containers/webp.ts';
import { decodeText, maxTextBytes } from './decodeText.ts';
import { exifTexts } from './exifTexts.ts';
import { ImageTexts, type NamedText, xmpName } from './imageTexts.ts';
import { pngTexts } from './pngTexts.ts';

/** More than a picture of 200 MB has whose encoder wrote it in pieces of 8 kB. */
const maxChunks = 100_000;
/** Applications write before the picture, in segments of 64 kB at most. */
const maxJpegHeadBytes = 8 * 1024 * 1024;
const maxSegments = 1000;

const jpegXmp: JpegApplication = { marker: 0xe1, name: 'http://ns.adobe.com/xap/1.0/\0' };
const jpegComment: JpegApplication = { marker: 0xfe, name: '' };

/**
 * Reads the texts of a PNG, JPEG, WebP, AVIF or HEIF file; there are none in a file of another kind. Passes over pixels,
 * what is broken and what is longer than any generator's text.
 */
export async function readImageTexts(file: Uint8Array): Promise<ImageTexts> {
  if (isPng(file)) return new ImageTexts([...(await pngTexts(pngHead(file))), ...pngExifTexts(file)]);
  if (isJpeg(file)) return new ImageTexts(jpegTexts(file));
  if (isWebp(file)) return new ImageTexts(webpTexts(file));
  return new ImageTexts(exifTextsIn(heifExif(file)));
}

const pngHead = (file: Uint8Array) => pngChunks(file).take(maxChunks);

function pngExifTexts(file: Uint8Array): NamedText[] {
  return exifTextsIn(pngHead(file).find(({ type }) => type === 'eXIf')?.data);
}

function jpegTexts(file: Uint8Array): NamedText[] {
  const segments = [...jpegSegments(file.subarray(0, maxJpegHeadBytes)).take(maxSegments)];
  const find = (application: JpegApplication) => {
    const segment = segments.find((segment) => isOf(application, segment));
    return segment && contentOf(application, segment);
  };
  return [
    ...exifTextsIn(find(jpegApplications.exif)),
    ...textIn(xmpName, find(jpegXmp)),
    ...textIn('Comment', find(jpegComment)),
  ];
}

function webpTexts(file: Uint8Array): NamedText[] {
  const find = (name: string) =>
    webpChunks(file)
      .take(maxChunks)
      .find(({ type }) => type === name)?.data;
  return [...exifTextsIn(find('EXIF')), ...textIn(xmpName, find('XMP '))];
}

function exifTextsIn(block: Uint8Array | undefined): NamedText[] {
  return block === undefined ? [] : exifTexts(block);
}

function textIn(name: string, bytes: Uint8Array | undefined): NamedText[] {
  return bytes === undefined || bytes.length > maxTextBytes ? [] : [[name, decodeText(bytes)]];
}
