import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mutated } from '../../../fuzz/mutated.ts';
import { mutatedJson, mutatedJsonLine } from '../../../fuzz/mutatedJson.ts';
import { Random } from '../../../fuzz/random.ts';

const sample = Buffer.from(JSON.stringify({ castle: ['a', { moat: 1 }], keep: null }));
const material = { other: Buffer.from('{"tower":"b"}'), words: ['Q'] };
const rounds = Array.from({ length: 2000 }, (_, round) => round);
const inputs = rounds.map((round) => mutated(sample, new Random(`${round}`), material));

describe('Mutations', () => {
  it('change the sample, as a rule, and leave it alone in its place', () => {
    const before = String(sample);
    const unchanged = inputs.filter((input) => input.equals(sample));
    assert.ok(unchanged.length < inputs.length / 10, `${unchanged.length}`);
    assert.equal(String(sample), before);
  });

  it('are the same for the same seed', () => {
    assert.deepEqual(
      inputs,
      rounds.map((round) => mutated(sample, new Random(`${round}`), material)),
    );
  });

  it('are of any length up to 64 KiB', () => {
    const lengths = inputs.map(({ length }) => length);
    const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
    assert.ok(least < 10 && most > 30_000 && most <= 65_536, `${least} to ${most}`);
  });

  it('take in words, and parts of another sample', () => {
    assert.ok(inputs.some((input) => input.includes('Q')));
    assert.ok(inputs.some((input) => input.includes('tower')));
  });

  it('change an empty sample, too', () => {
    const empty = Buffer.alloc(0);
    for (const round of rounds) mutated(empty, new Random(`${round}`), { ...material, other: empty });
  });

  it('of JSON stay JSON', () => {
    const texts = rounds.map((round) => String(mutatedJson(sample, new Random(`${round}`), material)));
    for (const text of texts) JSON.parse(text);
    assert.ok(new Set(texts).size > rounds.length / 2);
  });

  it('of a line of JSON leave the other lines', () => {
    const lines = Buffer.from(`${sample}\n"between"\n${sample}`);
    const texts = rounds.map((round) => String(mutatedJsonLine(lines, new Random(`${round}`), material)));
    assert.ok(
      texts.every((text) => text.split('\n').some((line) => line === '"between"' || line === String(sample))),
    );
  });
});

describe('Numbers as if by chance', () => {
  it('are spread evenly', () => {
    const random = new Random('seed');
    const counts = new Map<number, number>();
    for (let count = 0; count < 10_000; count++) {
      const number = random.below(10);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.ok(Math.min(...counts.values()) > 900 && Math.max(...counts.values()) < 1100);
  });

  it('are others for a seed that is nearly the same', () => {
    const first = (seed: string) => new Random(seed).below(2 ** 32);
    assert.equal(first('1 1'), first('1 1'));
    assert.equal(new Set(['1 1', '1 2', '2 1', '11 '].map(first)).size, 4);
  });
});
