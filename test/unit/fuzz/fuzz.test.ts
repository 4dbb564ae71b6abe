import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failureReport } from '../../../fuzz/failureReport.ts';
import { type Failure, fuzz } from '../../../fuzz/fuzz.ts';
import { inputOf } from '../../../fuzz/inputOf.ts';
import type { Target } from '../../../fuzz/target.ts';

/** A module with a target that does something with an input in which a mutation has put a `Q`. */
const faulty = (fault: string) =>
  `data:text/javascript,${encodeURIComponent(`
    export const target = {
      rounds: 1,
      samples: [() => 'a castle', () => 'a keep'],
      words: ['Q', ' '],
      async check(input) { if (input.includes('Q')) { ${fault} } },
    };`)}`;

const seed = 5;
const failureOf = async (module: string, options = { seed, rounds: 1000 }): Promise<Failure> =>
  (await fuzz(module, options)) ?? assert.fail('nothing was found');

describe('Fuzzing', function () {
  this.timeout(60_000);

  it('finds nothing where nothing is wrong', async () => {
    assert.equal(await fuzz(faulty(''), { seed, rounds: 300 }), undefined);
  });

  const faults: [what: string, fault: string, reason: RegExp][] = [
    ['an error', 'throw new Error("a flaw")', /^Error: a flaw\n +at /],
    ['a promise that is rejected', 'await Promise.reject(new Error("a flaw"))', /^Error: a flaw\n/],
    [
      'an error of another callback',
      'setTimeout(() => { throw new Error("a flaw") }); await new Promise(() => {})',
      /a flaw/,
    ],
    ['a round that does not end', 'for (;;);', /^does not end within 1 s$/],
    [
      'one that waits for ever',
      'await new Promise((resolve) => setTimeout(resolve, 1e9))',
      /^does not end within 1 s$/,
    ],
    [
      'one that takes long',
      'for (const before = process.threadCpuUsage(); process.threadCpuUsage(before).user < 7e5; );',
      /takes \d.\d s of the processor/,
    ],
    [
      'a prototype that is changed',
      'Object.prototype.polluted = true',
      /the prototype of all objects is changed/,
    ],
    ['an end of the thread', 'process.exit(3)', /^ended with 3$/],
  ];
  for (const [what, fault, reason] of faults) {
    it(`finds ${what}, and in which round`, async () => {
      const options = {
        seed,
        rounds: 1000,
        ...(reason.source.includes('end within') && { maxRoundSeconds: 1 }),
      };
      const failure = await failureOf(faulty(fault), options);
      assert.match(failure.reason, reason);
      const { target }: { target: Target } = await import(faulty(fault));
      for (let round = 0; round <= failure.round; round++) {
        const input = await inputOf(target, seed, round);
        assert.equal(input.includes('Q'), round === failure.round, `round ${round}: ${input}`);
      }
    });
  }

  it('fails in the same round with the same seed, and in others with others', async () => {
    const module = faulty('throw new Error()');
    const roundOf = async (seed: number) => (await failureOf(module, { seed, rounds: 1000 })).round;
    assert.equal(await roundOf(seed), await roundOf(seed));
    assert.notEqual(await roundOf(1), await roundOf(2));
  });

  it('tells how to have a failure again', () => {
    const reason = `Error: ${'x'.repeat(1000)}\n    at some place`;
    assert.equal(
      failureReport('captions', seed, { round: 41, reason }, 'out/fuzz/captions-5-41'),
      [
        `  Round 41 failed: Error: ${'x'.repeat(193)}…`,
        '    at some place',
        '  Its input again:  npm run fuzz -- --target captions --input out/fuzz/captions-5-41',
        '  All up to it:     npm run fuzz -- --target captions --seed 5 --rounds 42',
      ].join('\n'),
    );
  });
});
