import { imageToPrompt } from './imageToPrompt.ts';
import { jimp } from './jimp.ts';
import { jsquash } from './jsquash.ts';
import { nativeSharp } from './nativeSharp.ts';
import { photon } from './photon.ts';
import type { Way } from './way.ts';

/** Ours and its peers, by the names they are printed with. */
export const ways = {
  img2prompt: imageToPrompt,
  'native sharp': nativeSharp,
  jsquash,
  photon,
  jimp,
} as const satisfies Record<string, Way>;

export type WayName = keyof typeof ways;

export const wayNames = Object.keys(ways) as WayName[];
