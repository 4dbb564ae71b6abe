import {
  displayP3Primaries,
  makeIccProfile,
  sampledCurve,
  srgbCurve,
  srgbPrimaries,
} from './makeIccProfile.ts';
import { type Picture, type Rgba, recoloured } from './picture.ts';

/** Colours that are stored in other numbers than sRGB's, and the profile that says so. */
export interface ColourSpace {
  readonly name: string;
  readonly profile: Buffer;
  /** A picture in sRGB as this space stores it. */
  from(srgb: Picture): Picture;
}

type Xyz = readonly [number, number, number];

/** Light from sRGB's value, both 0 to 1 (IEC 61966-2-1). */
export function srgbLight(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function srgbValue(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

const adobeGamma = 563 / 256;

export const displayP3: ColourSpace = {
  name: 'Display P3',
  profile: makeIccProfile({ primaries: displayP3Primaries, curve: srgbCurve }),
  from: into(displayP3Primaries, srgbValue),
};

const adobeRgbPrimaries: readonly Xyz[] = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];
export const adobeRgb: ColourSpace = {
  name: 'Adobe RGB',
  profile: makeIccProfile({ primaries: adobeRgbPrimaries, curve: sampledCurve(adobeGamma * 256) }),
  from: into(adobeRgbPrimaries, (light) => light ** (1 / adobeGamma)),
};

const proPhotoPrimaries: readonly Xyz[] = [
  [0.79767, 0.28804, 0],
  [0.13519, 0.71188, 0],
  [0.03134, 0.00009, 0.82491],
];
const proPhotoGamma = 1.8;
export const proPhoto: ColourSpace = {
  name: 'ProPhoto RGB',
  profile: makeIccProfile({ primaries: proPhotoPrimaries, curve: sampledCurve(proPhotoGamma * 256) }),
  from: into(proPhotoPrimaries, (light) => light ** (1 / proPhotoGamma)),
};

/** A picture in sRGB as a space stores it whose values are light to the power of 1 / gamma. */
export function withGamma(gamma: number, srgb: Picture): Picture {
  return recoloured(srgb, ([red, green, blue, alpha]) => {
    const value = (channel: number) => 255 * srgbLight(channel / 255) ** (1 / gamma);
    return [value(red), value(green), value(blue), alpha ?? 255];
  });
}

/** Into the space of these primaries: from light in sRGB to XYZ, and from there by the inverse of their matrix. */
function into(primaries: readonly Xyz[], valueAt: (light: number) => number): (srgb: Picture) => Picture {
  const fromXyz = inverse(primaries);
  return (srgb) =>
    recoloured(srgb, ([red, green, blue, alpha = 255]): Rgba => {
      const xyz = mixed(
        srgbPrimaries,
        [red, green, blue].map((value) => srgbLight(value / 255)),
      );
      const light = mixed(fromXyz, xyz);
      const [r = 0, g = 0, b = 0] = light.map((one) => 255 * valueAt(Math.min(Math.max(one, 0), 1)));
      return [r, g, b, alpha];
    });
}

/** The sum of three columns, so much of each. */
function mixed(columns: readonly (readonly number[])[], shares: readonly number[]): number[] {
  return [0, 1, 2].map((row) =>
    columns.reduce((sum, column, index) => sum + (column[row] ?? 0) * (shares[index] ?? 0), 0),
  );
}

/** The columns of the inverse of the matrix that has these columns. */
function inverse(columns: readonly Xyz[]): number[][] {
  const [a = none, b = none, c = none] = columns;
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2];
  const rows = [bc, ca, ab].map((row) => row.map((value) => value / determinant));
  return [0, 1, 2].map((column) => rows.map((row) => row[column] ?? 0));
}

const none: Xyz = [0, 0, 0];

function cross([a, b, c]: Xyz, [d, e, f]: Xyz): Xyz {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}
