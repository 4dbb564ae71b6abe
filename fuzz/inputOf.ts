import { mutated } from './mutated.ts';
import { Random } from './random.ts';
import type { Target } from './target.ts';

/** The input of a round, which depends on nothing but the target, the seed and the number of the round. */
export async function inputOf(target: Target, seed: number, round: number): Promise<Buffer> {
  const random = new Random(`${seed} ${round}`);
  const sample = Buffer.from(await random.oneOf(target.samples)());
  const other = Buffer.from(await random.oneOf(target.samples)());
  const mutation = (random.isOneIn(2) && target.mutated) || mutated;
  return mutation(sample, random, { other, words: target.words });
}
