import { type ToneCurve, toneCurve } from './toneCurve.ts';

/** Sizes in bytes: the header of a profile, the number of its tags, one entry of their table. */
const headerBytes = 128;
const countBytes = 4;
const entryBytes = 12;

/** Real profiles have about twenty. */
const maxTags = 200;

/** Tables and codes that outrank a profile's primaries and curves. */
const outranking = /^(?:A2B|D2B|cicp)/;

/** X, Y and Z of sRGB's primaries, seen in the white of profiles, D50. */
const primaries = [
  ['rXYZ', [0.4361, 0.2225, 0.0139]],
  ['gXYZ', [0.3851, 0.7169, 0.0971]],
  ['bXYZ', [0.1431, 0.0606, 0.7141]],
] as const;

/** Makers round differently; Adobe RGB and Display P3 are ten times as far away. */
const primaryTolerance = 0.004;

/** How far a value may be from the one that sRGB gives the same light, of 255; small profiles round their curves. */
const curveTolerance = 3;

/** Where curves are compared, of 255. */
const sampledValues = Array.from({ length: 52 }, (_, index) => index * 5);

/**
 * Whether colours mean the same with this ICC profile as without any: by what it does, not by its name. A profile of
 * greys serves only a picture of greys, and one of colours serves both. False for a profile that cannot be read.
 */
export function isSrgbProfile(profile: Uint8Array, picture: { readonly grey: boolean }): boolean {
  const tags = profileTags(profile);
  if (tags === undefined || [...tags.keys()].some((name) => outranking.test(name))) return false;
  switch (fourCharacters(profile, 16)) {
    case 'RGB ':
      return (
        primaries.every(([name, expected]) => isNear(tags.get(name), expected)) &&
        ['rTRC', 'gTRC', 'bTRC'].every((name) => isSrgbCurve(tags.get(name)))
      );
    case 'GRAY':
      return picture.grey && isSrgbCurve(tags.get('kTRC'));
    default:
      return false;
  }
}

/** The data of each tag by its name; undefined when this is not a whole profile. */
function profileTags(profile: Uint8Array): Map<string, Uint8Array> | undefined {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (view.byteLength < headerBytes + countBytes || view.getUint32(0) > view.byteLength) return undefined;
  if (fourCharacters(profile, 36) !== 'acsp' || fourCharacters(profile, 20) !== 'XYZ ') return undefined;
  const count = view.getUint32(headerBytes);
  if (count > maxTags || headerBytes + countBytes + count * entryBytes > view.byteLength) return undefined;
  const tags = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const entry = headerBytes + countBytes + index * entryBytes;
    const start = view.getUint32(entry + 4);
    const end = start + view.getUint32(entry + 8);
    if (end > view.byteLength) return undefined;
    tags.set(fourCharacters(profile, entry), profile.subarray(start, end));
  }
  return tags;
}

function isNear(tag: Uint8Array | undefined, expected: readonly number[]): boolean {
  if (tag === undefined || tag.length < 20 || fourCharacters(tag, 0) !== 'XYZ ') return false;
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  return expected.every(
    (value, index) => Math.abs(view.getInt32(8 + index * 4) / 0x10000 - value) <= primaryTolerance,
  );
}

function isSrgbCurve(tag: Uint8Array | undefined): boolean {
  const curve = tag && toneCurve(tag);
  return curve !== undefined && sampledValues.every((value) => isSrgbAt(curve, value));
}

function isSrgbAt(curve: ToneCurve, value: number): boolean {
  return Math.abs(srgbValue(curve(value / 255)) * 255 - value) <= curveTolerance;
}

/** The value that sRGB gives this light; both between 0 and 1. */
function srgbValue(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
