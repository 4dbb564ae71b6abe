import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { toneCurve } from '../../../../src/images/asItIs/toneCurve.ts';
import { parametricCurve, sampledCurve } from '../../../images/makeIccProfile.ts';

describe('A tone curve', () => {
  const curves: [what: string, tag: Uint8Array, points: [value: number, light: number][]][] = [
    [
      'without samples is the identity',
      sampledCurve(),
      [
        [0.3, 0.3],
        [1, 1],
      ],
    ],
    [
      'with one sample is a power',
      sampledCurve(2 * 256),
      [
        [0.5, 0.25],
        [1, 1],
      ],
    ],
    [
      'with two samples is a line',
      sampledCurve(0, 65535),
      [
        [0.25, 0.25],
        [1, 1],
      ],
    ],
    [
      'with more samples has lines between them',
      sampledCurve(0, 0.2 * 65535, 65535),
      [
        [0.25, 0.1],
        [0.5, 0.2],
        [0.75, 0.6],
        [1, 1],
      ],
    ],
    ['of kind 0 is a power', parametricCurve(0, 2), [[0.5, 0.25]]],
    [
      'of kind 1 is zero, then a power',
      parametricCurve(1, 2, 2, -0.5),
      [
        [0.2, 0],
        [0.5, 0.25],
      ],
    ],
    [
      'of kind 2 is constant, then a power',
      parametricCurve(2, 2, 2, -0.5, 0.125),
      [
        [0.2, 0.125],
        [0.5, 0.375],
      ],
    ],
    [
      'of kind 3 is a line, then a power',
      parametricCurve(3, 2, 0.5, 0.25, 0.125, 0.5),
      [
        [0.25, 0.03125],
        [0.5, 0.25],
      ],
    ],
    [
      'of kind 4 is a line, then a power, each with an offset',
      parametricCurve(4, 2, 0.5, 0.25, 0.125, 0.5, 0.0625, 0.5),
      [
        [0.25, 0.53125],
        [0.5, 0.3125],
      ],
    ],
  ];
  for (const [what, tag, points] of curves) {
    it(what, () => {
      const curve = toneCurve(tag);
      for (const [value, light] of points) {
        const found = curve?.(value) ?? Number.NaN;
        assert.ok(Math.abs(found - light) < 0.0001, `${found} instead of ${light} at ${value}`);
      }
    });
  }

  const broken: [what: string, tag: Uint8Array][] = [
    ['no byte', Buffer.alloc(0)],
    ['a type and no more', sampledCurve().subarray(0, 8)],
    ['an unknown type', Buffer.concat([Buffer.from('curl'), sampledCurve().subarray(4)])],
    ['samples that are cut off', sampledCurve(0, 9, 99).subarray(0, -1)],
    ['numbers that are cut off', parametricCurve(4, 1, 1, 1, 1, 1, 1, 1).subarray(0, -1)],
    ['an unknown kind', parametricCurve(5, 1, 1, 1, 1, 1, 1, 1)],
  ];
  for (const [what, tag] of broken) {
    it(`is none with ${what}`, () => assert.equal(toneCurve(tag), undefined));
  }
});
