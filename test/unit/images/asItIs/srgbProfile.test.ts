import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isSrgbProfile } from '../../../../src/images/asItIs/srgbProfile.ts';
import {
  displayP3Primaries,
  makeIccProfile,
  parametricCurve,
  sampledCurve,
  srgbCurve,
  srgbPrimaries,
} from '../../../images/makeIccProfile.ts';

/** The light of a value in sRGB, both between 0 and 1. */
const light = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const samplesOfSrgb = (count: number) =>
  sampledCurve(
    ...Array.from({ length: count }, (_, index) => Math.round(light(index / (count - 1)) * 65535)),
  );

const srgb = makeIccProfile();
const manyTags = Object.fromEntries(
  Array.from({ length: 200 }, (_, index) => [`t${String(index).padStart(3, '0')}`, Buffer.alloc(0)]),
);

/** The profile with another number at a place of its header or table, 32 bits. */
function patched(profile: Buffer, at: number, number: number): Buffer {
  const copy = Buffer.from(profile);
  copy.writeUInt32BE(number, at);
  return copy;
}

const tagCount = (count: number) => Buffer.of(0, 0, 0, count);

describe('An ICC profile', () => {
  const accepted: [what: string, profile: Buffer][] = [
    ['with the formula of sRGB', srgb],
    ['with 1024 samples', makeIccProfile({ curve: samplesOfSrgb(1024) })],
    ['with 42 samples, as small profiles have them', makeIccProfile({ curve: samplesOfSrgb(42) })],
    [
      'with the long formula',
      makeIccProfile({ curve: parametricCurve(4, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0) }),
    ],
    [
      'with primaries that are rounded',
      makeIccProfile({ primaries: srgbPrimaries.map(([x, y, z]) => [x + 0.002, y - 0.002, z] as const) }),
    ],
    ['with bytes behind it', Buffer.concat([srgb, Buffer.alloc(3)])],
  ];
  for (const [what, profile] of accepted) {
    it(`is sRGB ${what}`, () => assert.equal(isSrgbProfile(profile, { grey: false }), true));
  }

  const identity = sampledCurve();
  const refused: [what: string, profile: Buffer][] = [
    ['with the primaries of Display P3', makeIccProfile({ primaries: displayP3Primaries })],
    ['with red and blue exchanged', makeIccProfile({ primaries: srgbPrimaries.toReversed() })],
    ['with an exponent of 2.2', makeIccProfile({ curve: sampledCurve(Math.round(2.2 * 256)) })],
    ['with an exponent of 1.8 as a formula', makeIccProfile({ curve: parametricCurve(0, 1.8) })],
    ['with the formula of another standard', makeIccProfile({ curve: parametricCurve(1, 2.4, 0.9, 0.1) })],
    ['with a formula with an offset', makeIccProfile({ curve: parametricCurve(2, 2.4, 0.9, 0.1, 0.05) })],
    ['with linear light', makeIccProfile({ curve: identity })],
    ['with another curve for blue only', makeIccProfile({ tags: { bTRC: identity } })],
    ['with a table that outranks its curves', makeIccProfile({ tags: { A2B0: Buffer.alloc(32) } })],
    ['with codes of another colour space', makeIccProfile({ tags: { cicp: Buffer.alloc(12) } })],
    ['that connects by Lab', makeIccProfile({ connectionSpace: 'Lab ' })],
    ['for CMYK', makeIccProfile({ colourSpace: 'CMYK' })],
    ['for greys', makeIccProfile({ colourSpace: 'GRAY' })],
    ['without a primary', makeIccProfile({ tags: { gXYZ: undefined } })],
    ['with a primary that is cut off', makeIccProfile({ tags: { gXYZ: Buffer.from('XYZ \0\0\0\0') } })],
    ['with a primary of another type', patched(srgb, srgb.lastIndexOf('XYZ '), 0x73663332)],
    ['without a curve', makeIccProfile({ tags: { gTRC: undefined } })],
    ['with a curve that is cut off', makeIccProfile({ tags: { gTRC: Buffer.from('curv\0\0\0\0') } })],
    ['with a curve of an unknown type', makeIccProfile({ tags: { gTRC: Buffer.alloc(40) } })],
    ['with a formula of an unknown kind', makeIccProfile({ curve: parametricCurve(5, 1, 1, 1, 1, 1, 1, 1) })],
    ['with a formula that is cut off', makeIccProfile({ curve: srgbCurve.subarray(0, -4) })],
    ['with samples that are cut off', makeIccProfile({ curve: samplesOfSrgb(42).subarray(0, -2) })],
    ['that divides by zero', makeIccProfile({ curve: parametricCurve(1, 2.4, 0, 0) })],
    ['without a byte', Buffer.alloc(0)],
    ['that ends in its header', srgb.subarray(0, 131)],
    ['that is shorter than it says', patched(srgb, 0, srgb.length + 1)],
    ['with a tag that is cut off', patched(srgb.subarray(0, -1), 0, srgb.length - 1)],
    ['without its signature', patched(srgb, 36, 0)],
    [
      'with more tags than fit',
      Buffer.concat([patched(srgb, 0, 0).subarray(0, 128), tagCount(100), Buffer.alloc(200)]),
    ],
    ['with more tags than any has', makeIccProfile({ tags: manyTags })],
    ['with a tag behind the end', patched(srgb, 136, 0xfffffff0)],
  ];
  for (const [what, profile] of refused) {
    it(`is not sRGB ${what}`, () => assert.equal(isSrgbProfile(profile, { grey: false }), false));
  }

  it('of greys with the curve of sRGB serves a picture of greys only', () => {
    const greys = makeIccProfile({ colourSpace: 'GRAY' });
    assert.equal(isSrgbProfile(greys, { grey: true }), true);
    assert.equal(isSrgbProfile(greys, { grey: false }), false);
  });

  it('of greys with another curve serves none', () => {
    const greys = makeIccProfile({ colourSpace: 'GRAY', curve: sampledCurve(256) });
    assert.equal(isSrgbProfile(greys, { grey: true }), false);
  });

  it('of colours serves a picture of greys', () => {
    assert.equal(isSrgbProfile(srgb, { grey: true }), true);
  });
});
