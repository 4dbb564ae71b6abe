import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { localDate } from '../../../src/text/localDate.ts';

describe('The date in a template', () => {
  const { TZ } = process.env;
  after(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  const cases: [zone: string, moment: string, expected: string][] = [
    ['UTC', '2026-01-05T23:59:00Z', '2026-01-05'],
    ['Asia/Tokyo', '2026-01-05T23:00:00Z', '2026-01-06'],
    ['America/Los_Angeles', '2027-01-01T01:00:00Z', '2026-12-31'],
  ];
  for (const [zone, moment, expected] of cases) {
    it(`is that of the user's calendar: ${expected} in ${zone} at ${moment}`, () => {
      process.env.TZ = zone;
      assert.equal(localDate(new Date(moment)), expected);
    });
  }
});
