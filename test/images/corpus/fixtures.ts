import { fixture } from '../fixture.ts';
import { overWhite, type Picture } from '../picture.ts';
import { flatCard, inShades, photoCard, seeThroughCard } from '../testCards.ts';
import type { CorpusFile } from './corpusFile.ts';

const twoShades = () => inShades(2, photoCard());

const files: readonly (readonly [
  name: string,
  file: string,
  card: () => Picture,
  leavesAs?: 'the same bytes',
])[] = [
  ['AVIF, by libheif', 'by-libheif.avif', photoCard],
  ['AVIF, by FFmpeg', 'by-ffmpeg.avif', photoCard],
  ['AVIF, by FFmpeg, 10 bits', 'ten-bits.avif', photoCard],
  ['AVIF, by libheif, 12 bits', 'twelve-bits.avif', photoCard],
  ['AVIF, by libheif, Display P3', 'display-p3.avif', photoCard],
  ['AVIF, by libheif, see-through', 'see-through.avif', seeThroughCard],
  ['WebP, by FFmpeg', 'by-ffmpeg.webp', photoCard],
  ['WebP, by ImageMagick, lossless', 'lossless.webp', photoCard],
  ['APNG, by FFmpeg, of one frame', 'by-ffmpeg.apng', flatCard],
  ['JPEG, by FFmpeg', 'by-ffmpeg.jpg', photoCard],
  ['JPEG, by ImageMagick, 4:1:1', 'four-one-one.jpg', photoCard, 'the same bytes'],
  ['JPEG, by ImageMagick, 4:4:0', 'half-the-rows.jpg', photoCard, 'the same bytes'],
  ['JPEG, by ImageMagick, 4:2:2, progressive', 'progressive-4-2-2.jpg', photoCard, 'the same bytes'],
  ['BMP, by ImageMagick, palette', 'palette.bmp', flatCard],
  ['BMP, by ImageMagick, runs', 'runs.bmp', flatCard],
  ['BMP, by ImageMagick, OS/2', 'os2.bmp', flatCard],
  ['BMP, by ImageMagick, see-through', 'see-through.bmp', () => seeThroughCard(64, 48)],
  ['TIFF, by ImageMagick, big-endian, LZW', 'big-endian-lzw.tiff', photoCard],
  ['TIFF, by ImageMagick, big-endian, 16 bits as differences', 'big-endian-16-bits.tiff', photoCard],
  ['TIFF, by ImageMagick, planes', 'planes.tiff', photoCard],
  ['TIFF, by ImageMagick, JPEG within', 'jpeg-within.tiff', photoCard],
  ['TIFF, by ImageMagick, fax of group 3', 'group3.tiff', twoShades],
  ['TIFF, by ImageMagick, fax of group 4', 'group4.tiff', twoShades],
];

export const fixtures: readonly CorpusFile[] = files.map(([name, file, card, leavesAs]) => ({
  name,
  make: () => fixture(file),
  shows: () => overWhite(card()),
  ...(leavesAs && { leavesAs }),
}));
