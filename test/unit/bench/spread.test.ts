import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { spreadOf } from '../../../bench/spread.ts';

describe('The spread of values', () => {
  const cases: [values: number[], median: number, least: number, most: number][] = [
    [[7], 7, 7, 7],
    [[10, 9, 2], 9, 2, 10],
    [[4, 1, 100, 2], 3, 1, 100],
    [[], Number.NaN, Number.NaN, Number.NaN],
  ];
  for (const [values, median, least, most] of cases) {
    it(`of [${values}] has the median ${median}`, () => {
      assert.deepEqual(spreadOf(values), { median, least, most });
    });
  }
});
