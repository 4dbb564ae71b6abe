import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { PngChunk } from '../containers/png.ts';
import { isGrey, type PngHeader } from './pngHeader.ts';
import { isSrgbProfile } from './srgbProfile.ts';

/** sRGB as gAMA and cHRM write it, times 100,000: white, red, green, blue, each x and y. */
const srgbGamma = [45455];
const srgbChromaticities = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

/** One per cent of the exponent, and a hundredth in x and y. */
const gammaTolerance = 455;
const chromaticityTolerance = 1000;

/** Primaries, transfer, matrix and range of sRGB, as H.273 numbers them. */
const srgbCodes = Uint8Array.of(1, 13, 0, 1);

/** Of a profile; real ones have at most some hundred thousand. */
const maxInflatedBytes = 4_000_000;

const inflated = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflate);

/** Whether nothing in a PNG says that its colours are other than sRGB. */
export async function hasSrgbColours(header: PngHeader, chunks: readonly PngChunk[]): Promise<boolean> {
  const dataOf = (type: string) => chunks.filter((chunk) => chunk.type === type).map(({ data }) => data);
  if (!dataOf('cICP').every((codes) => Buffer.compare(codes, srgbCodes) === 0)) return false;
  for (const compressed of dataOf('iCCP')) {
    const profile = await inflatedProfile(compressed);
    if (profile === undefined || !isSrgbProfile(profile, { grey: isGrey(header) })) return false;
  }
  // The two numbers below are for programs that know none of these.
  if (chunks.some(({ type }) => ['sRGB', 'iCCP', 'cICP'].includes(type))) return true;
  return (
    dataOf('gAMA').every((data) => areNear(data, srgbGamma, gammaTolerance)) &&
    dataOf('cHRM').every((data) => areNear(data, srgbChromaticities, chromaticityTolerance))
  );
}

/** After a name that ends in a zero byte, and another zero for the one way of compressing there is. */
async function inflatedProfile(data: Uint8Array): Promise<Uint8Array | undefined> {
  const endOfName = data.indexOf(0);
  if (data[endOfName + 1] !== 0) return undefined; // nor is there a zero first where there is none at all
  try {
    return await inflated(data.subarray(endOfName + 2), { maxOutputLength: maxInflatedBytes });
  } catch {
    return undefined; // broken, or larger than any profile
  }
}

function areNear(data: Uint8Array, expected: readonly number[], tolerance: number): boolean {
  if (data.length !== expected.length * 4) return false;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return expected.every((value, index) => Math.abs(view.getUint32(index * 4) - value) <= tolerance);
}
