import type { ImageFlaw } from '../core/promptError.ts';

/** What is asked of the converter process. Crosses a process border: plain data only. */
export interface ConversionRequest {
  /** A file of this machine is named rather than passed on. */
  readonly file: { readonly path: string } | { readonly bytes: Uint8Array };
  /** What the result has to be within. */
  readonly maxSidePx: number;
  readonly maxBytes: number;
  /** Pixels of the source, in millions, above which it is not decoded. */
  readonly maxMegapixels: number;
  /** When it is not done by then, the process is ended. */
  readonly maxSeconds: number;
}

/** A picture that every service accepts: upright, opaque, sRGB, without metadata. */
export interface ConvertedImage {
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/png' | 'image/jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What comes of it. `lacksText`: it has text that no font here could draw; `reason` is for the log. */
export type ConversionAnswer =
  | { readonly image: ConvertedImage; readonly lacksText: boolean }
  | { readonly flaw: ImageFlaw; readonly reason?: string };

/** What the process says once it can work. */
export const converterReady = 'ready';

/** What the process says before it ends itself, because it takes more resident memory than this. */
export const memoryExceeded = 'memory exceeded';

/** A progressive JPEG of 192 megapixels takes 1.1 GB. */
export const maxMemoryBytes = 1_500_000_000;
