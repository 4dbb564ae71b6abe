import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Limit, ShortResult } from '../../../bench/bench.ts';
import { judge } from '../../../bench/judge.ts';
import { spreadOf } from '../../../bench/spread.ts';

describe('A bench is judged', () => {
  const cases: [what: string, ours: number[], limit: Limit, line: string][] = [
    ['well at its limit', [4], { beside: 'a peer', atMost: 2 }, 'ok: ms: 2.00 times a peer (at most 2)'],
    ['badly above it', [4.1], { beside: 'a peer', atMost: 2 }, 'failed: ms: 2.05 times a peer (at most 2)'],
    ['by its median', [90, 3, 1], { beside: 'a peer', atMost: 2 }, 'ok: ms: 1.50 times a peer (at most 2)'],
    [
      'well at the least of a rate',
      [1],
      { beside: 'a peer', atLeast: 0.5 },
      'ok: ms: 0.50 times a peer (at least 0.5)',
    ],
    [
      'badly below that',
      [0.9],
      { beside: 'a peer', atLeast: 0.5 },
      'failed: ms: 0.45 times a peer (at least 0.5)',
    ],
    ['badly without values', [], { beside: 'a peer', atMost: 2 }, 'failed: ms: NaN times a peer (at most 2)'],
    ['badly without its peer', [1], { beside: 'another', atMost: 2 }, 'failed: another was not measured'],
  ];
  for (const [what, ours, limit, line] of cases) {
    it(what, () => {
      const verdicts = judge(resultOf(['', ours]), [limit]);
      assert.deepEqual(verdicts, [{ isWithin: line.startsWith('ok'), line }]);
    });
  }

  it('wherever it has the peer', () => {
    const lines = judge(resultOf(['small', [2]], ['large', [20]]), [{ beside: 'a peer', atMost: 3 }]);
    assert.deepEqual(lines, [
      { isWithin: true, line: 'ok: small, ms: 1.00 times a peer (at most 3)' },
      { isWithin: false, line: 'failed: large, ms: 10.00 times a peer (at most 3)' },
    ]);
  });
});

/** Ours in each table beside a peer that took 2 ms. */
function resultOf(...tables: [title: string, ours: number[]][]): ShortResult {
  return {
    tables: tables.map(([title, ours]) => ({
      title,
      unit: 'ms',
      ours: { name: 'ours', spread: spreadOf(ours) },
      peers: [{ name: 'a peer', spread: spreadOf([2]) }],
    })),
  };
}
