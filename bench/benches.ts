import { activation } from './activation.ts';
import type { Bench } from './bench.ts';
import { captions } from './captions.ts';
import { command } from './command.ts';
import { documents } from './documents.ts';
import { images } from './images.ts';
import { quickFixes } from './quickFixes.ts';
import { request } from './request.ts';

/** All of them, by the names that the command line knows, in the order of their sections. */
export const benches = {
  activation,
  command,
  request,
  images,
  captions,
  documents,
  quickFixes,
} as const satisfies Record<string, Bench>;

export type BenchName = keyof typeof benches;

export const benchNames = Object.keys(benches) as BenchName[];
