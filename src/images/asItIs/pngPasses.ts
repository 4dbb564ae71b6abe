import { bytesPerPixel, type PngHeader } from './pngHeader.ts';

/** Scanlines that are filtered together. */
export interface PngPass {
  readonly rows: number;
  /** Bytes of a row, with the one that names its filter. */
  readonly rowBytes: number;
}

/** Where each of the seven pictures of an interlaced one begins and how far apart its pixels are, in pixels. */
const adam7 = [
  { left: 0, top: 0, across: 8, down: 8 },
  { left: 4, top: 0, across: 8, down: 8 },
  { left: 0, top: 4, across: 4, down: 8 },
  { left: 2, top: 0, across: 4, down: 4 },
  { left: 0, top: 2, across: 2, down: 4 },
  { left: 1, top: 0, across: 2, down: 2 },
  { left: 0, top: 1, across: 1, down: 2 },
];

const wholePicture = [{ left: 0, top: 0, across: 1, down: 1 }];

/** How the pixels of a PNG lie once they are inflated. */
export function pngPasses(header: PngHeader): PngPass[] {
  return (header.interlaced ? adam7 : wholePicture)
    .map(({ left, top, across, down }) => ({
      columns: Math.ceil((header.widthPx - left) / across),
      rows: Math.ceil((header.heightPx - top) / down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
    .map(({ columns, rows }) => ({ rows, rowBytes: 1 + Math.ceil(columns * bytesPerPixel(header)) }));
}
