import type { Random } from './random.ts';

/** What mutations get their material from. */
export interface Material {
  /** Another sample, to take pieces from. */
  readonly other: Buffer;
  readonly words: readonly (string | Uint8Array)[];
}

export type Mutation = (bytes: Buffer, random: Random, material: Material) => Buffer;

/** Longer inputs are cut off: what takes quadratic time shows at this length. */
const maxBytes = 65_536;

/** A few mutations, of any bytes. */
export const mutated: Mutation = (sample, random, material) => {
  let bytes = sample;
  for (let count = 1 + random.below(random.oneOf([1, 3, 8])); count > 0; count--) {
    bytes = random.oneOf(random.isOneIn(10) ? rareMutations : mutations)(bytes, random, material);
  }
  // It takes two long stretches or three to have some readers go back and forth.
  for (let count = random.isOneIn(8) ? 1 + random.below(3) : 0; count > 0; count--) {
    bytes = pumped(bytes, random, material);
  }
  return bytes.subarray(0, maxBytes);
};

const flipped: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

const overwritten: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const cut: Mutation = (bytes, random) => {
  const { start, end } = stretch(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};

const cutOff: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const repeated: Mutation = (bytes, random) => {
  const { start, end } = stretch(bytes, random);
  const pieces = Array.from({ length: 1 + random.below(8) }, () => bytes.subarray(start, end));
  return insertedAt(end, bytes, Buffer.concat(pieces));
};

/** A short piece over and over, so that a careless reader, which goes back for each, does not come to an end. */
const pumped: Mutation = (bytes, random, { words }) => {
  const start = random.below(bytes.length + 1);
  const piece = random.isOneIn(2)
    ? Buffer.from(random.oneOf(words))
    : bytes.subarray(start, start + 1 + random.below(random.oneOf([1, 4, 16])));
  const size = random.below(random.oneOf([300, 3000, maxBytes / 2]));
  return piece.length === 0 ? bytes : insertedAt(start, bytes, Buffer.alloc(size, piece));
};

const spliced: Mutation = (bytes, random, { other }) => {
  const { start, end } = stretch(other, random);
  return insertedAt(random.below(bytes.length + 1), bytes, other.subarray(start, end));
};

const crossed: Mutation = (bytes, random, { other }) =>
  Buffer.concat([
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(random.below(other.length + 1)),
  ]);

const moved: Mutation = (bytes, random) => {
  const { start, end } = stretch(bytes, random);
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  return insertedAt(random.below(rest.length + 1), rest, bytes.subarray(start, end));
};

const worded: Mutation = (bytes, random, { words }) => {
  const at = random.below(bytes.length + 1);
  const word = Buffer.from(random.oneOf(words));
  if (random.isOneIn(2)) return insertedAt(at, bytes, word);
  return Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at + word.length)]);
};

/** At the edges of what numbers of some bytes can be. */
const numbers = [0, 1, 2, 3, 4, 7, 8, 12, 16, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000];
const longNumbers = [0x7fffffff, 0x80000000, 0xfffffff0, 0xfffffffe, 0xffffffff];

const numbered: Mutation = (bytes, random) => {
  const width = random.oneOf([1, 2, 4, 8].filter((width) => width <= bytes.length));
  if (width === undefined) return bytes;
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length - width + 1);
  const number = BigInt(random.oneOf([...numbers, ...longNumbers, copy.length]));
  const value = BigInt.asUintN(width * 8, random.isOneIn(8) ? -number : number);
  const written = Buffer.from(value.toString(16).padStart(width * 2, '0'), 'hex');
  copy.set(random.isOneIn(2) ? written : written.reverse(), at);
  return copy;
};

const mutations = [flipped, overwritten, cut, repeated, spliced, moved, worded, worded, numbered, numbered];
const rareMutations = [cutOff, crossed];

/** As a rule a short one. */
function stretch(bytes: Buffer, random: Random): { readonly start: number; readonly end: number } {
  const start = random.below(bytes.length + 1);
  const length = 1 + random.below(random.oneOf([4, 16, 64, bytes.length]));
  return { start, end: Math.min(start + length, bytes.length) };
}

function insertedAt(at: number, bytes: Buffer, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}
