import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fuzz } from '../../../fuzz/fuzz.ts';
import { inputOf } from '../../../fuzz/inputOf.ts';
import { target as faultyTarget } from './faultyTarget.ts';

const moduleOf = (name: string) => new URL(`${name}.ts`, import.meta.url).href;

describe('Fuzzing', function () {
  this.timeout(60_000);

  it('says in which round a target failed and why, and the seed gives its input again', async () => {
    const failure = await fuzz(moduleOf('faultyTarget'), { seed: 5, rounds: 1000 });
    assert.match(failure?.reason ?? '', /there is a z/);
    const input = await inputOf(faultyTarget, 5, failure?.round ?? 0);
    assert.ok(input.includes('z'));
  });

  it('gives the same inputs for the same seed, and others for another', async () => {
    const inputs = async (seed: number) =>
      Promise.all(Array.from({ length: 20 }, (_, round) => inputOf(faultyTarget, seed, round)));
    assert.deepEqual(await inputs(7), await inputs(7));
    assert.notDeepEqual(await inputs(7), await inputs(8));
  });

  it('ends a target that comes to no end', async () => {
    const failure = await fuzz(moduleOf('endlessTarget'), { seed: 1, rounds: 10, maxRoundSeconds: 2 });
    assert.deepEqual(failure, { round: 0, reason: 'does not end within 2 s' });
  });
});
