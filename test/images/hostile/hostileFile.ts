import type { Ending } from './extensionHost.ts';

/** A file made to do harm, or broken on the way. */
export interface HostileFile {
  /** The format's name, a comma, and what is wrong with it. */
  readonly name: string;
  make(): Promise<Uint8Array> | Uint8Array;
  /** What it may end in. */
  readonly ends: readonly Ending[];
  /** Its name on disk, where that is what is wrong. */
  readonly fileName?: string;
}

/** For files that only a reader's strictness tells from whole ones. */
export const pictureOrDamaged: readonly Ending[] = ['picture', 'damaged'];
export const damaged: readonly Ending[] = ['damaged'];
export const tooManyPixels: readonly Ending[] = ['tooManyPixels'];
