import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { relativeTimeIn } from '../../../src/historyView/relativeTime.ts';

describe('How long ago something was', () => {
  const nowMs = Date.UTC(2026, 5, 1);
  const minute = 60_000;
  const times: [agoMs: number, said: string][] = [
    [0, 'now'],
    [59_000, 'now'],
    [minute, '1 minute ago'],
    [59.9 * minute, '59 minutes ago'],
    [60 * minute, '1 hour ago'],
    [47 * 60 * minute, '1 day ago'],
    [29 * 24 * 60 * minute, '29 days ago'],
    [45 * 24 * 60 * minute, '1 month ago'],
    [800 * 24 * 60 * minute, '2 years ago'],
    [-5 * minute, 'in 5 minutes'], // the clock was set back
  ];
  for (const [agoMs, said] of times) {
    it(`is ${said}`, () => assert.equal(relativeTimeIn('en')(nowMs - agoMs, nowMs), said));
  }

  it('is said in the language of VS Code', () => {
    assert.equal(relativeTimeIn('de')(nowMs - 5 * minute, nowMs), 'vor 5 Minuten');
  });
});
