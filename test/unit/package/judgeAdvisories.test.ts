import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AcceptedAdvisory, Advisory } from '../../package/advisories/advisory.ts';
import { judgeAdvisories } from '../../package/advisories/judgeAdvisories.ts';

const flaw: Advisory = {
  id: 'GHSA-aaaa-bbbb-cccc',
  packageName: 'undici',
  severity: 'high',
  title: 'Keeps what it should drop',
};
const { id, packageName } = flaw;
const reason = 'nothing here uses it';
const sentence =
  'undici: Keeps what it should drop (high, https://github.com/advisories/GHSA-aaaa-bbbb-cccc)';
const idle = 'undici: GHSA-aaaa-bbbb-cccc is accepted, and not known of what is shipped';

describe('Known flaws of libraries', () => {
  const cases: [judged: string, known: Advisory[], accepted: AcceptedAdvisory[], problems: string[]][] = [
    ['are no problem when there are none', [], [], []],
    ['are a problem', [flaw], [], [sentence]],
    ['are none where they are accepted', [flaw], [{ id, packageName, reason }], []],
    ['are none on the last day of that', [flaw], [{ id, packageName, reason, until: '2027-01-31' }], []],
    [
      'are one on the day after',
      [flaw],
      [{ id, packageName, reason, until: '2027-01-30' }],
      [`${sentence}, accepted until 2027-01-30`],
    ],
    ['are accepted for nothing when they are gone', [], [{ id, packageName, reason }], [idle]],
    [
      'are accepted for one package alone',
      [{ ...flaw, packageName: 'sharp' }],
      [{ id, packageName, reason }],
      [sentence.replace('undici', 'sharp'), idle],
    ],
  ];
  for (const [judged, known, accepted, problems] of cases) {
    it(judged, () => assert.deepEqual(judgeAdvisories(known, accepted, '2027-01-31'), problems));
  }
});
