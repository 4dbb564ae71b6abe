import { maxSidePx } from '../../src/images/prepareImage.ts';

/** What the pictures of the bench are. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif';

/**
 * One way to do what all of them are asked for: to read a picture from the disk, make it upright, fit it within
 * `maxSidePx`, and encode it as a file that every service accepts.
 */
export interface Way {
  readonly reads: readonly PictureFormat[];
  /** Loads what it needs. */
  load(): Promise<Prepare>;
}

/** Resolves with the file that would go out: of the format that ours chose, so that all do the same. */
export type Prepare = (path: string, result: ResultFormat) => Promise<Uint8Array>;

export type ResultFormat = 'jpeg' | 'png';

/** Of a JPEG, as ours begins with. */
export const quality = 90;

/** A size that fits, with the same proportions. */
export function fitted({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, maxSidePx / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
