import type { Picture } from '../picture.ts';

/** The formats that have to go in. */
export const corpusFormats = [
  ...['PNG', 'APNG', 'JPEG', 'WebP', 'GIF', 'BMP', 'TIFF', 'AVIF', 'HEIC', 'SVG'],
] as const;

/** A file of the corpus, and what has to arrive of it. */
export interface CorpusFile {
  /** The format's name, a comma, and what is special about it. */
  readonly name: string;
  make(): Promise<Uint8Array> | Uint8Array;
  /** What a person sees who opens it: upright, over white, in sRGB. */
  shows(): Picture;
  /** Where it matters how it leaves; the first two without the converter. */
  readonly leavesAs?: 'the same bytes' | 'the same pixels' | 'JPEG' | 'PNG';
}

/** Is in the metadata of many a file, and may be in none that leaves. */
export const planted = 'Mara Quill at 59.3293 north';
