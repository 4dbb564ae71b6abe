import { type Mutation, mutated } from './mutated.ts';
import type { Random } from './random.ts';

/** What JSON is made of, beside its texts and numbers. */
export const jsonSigns = ['{', '}', '[', ']', ',', ':', 'null'] as const;

/** A few values of a JSON text become other ones, so that it stays JSON. What is none has its bytes changed. */
export const mutatedJson: Mutation = (sample, random, material) => {
  let value = parsed(sample);
  if (value === undefined) return mutated(sample, random, material);
  const other = parsed(material.other);
  for (let count = 1 + random.below(3); count > 0; count--) value = withOther(value, random, other);
  return Buffer.from(JSON.stringify(value));
};

/** The same of one of the lines of a text. */
export const mutatedJsonLine: Mutation = (sample, random, material) => {
  const lines = String(sample).split('\n');
  const at = random.below(lines.length);
  const otherLines = String(material.other).split('\n');
  const other = Buffer.from(random.oneOf(otherLines));
  if (random.isOneIn(4))
    lines.splice(at, random.below(2), ...otherLines.slice(random.below(otherLines.length)));
  else lines[at] = String(mutatedJson(Buffer.from(lines[at] ?? ''), random, { ...material, other }));
  return Buffer.from(lines.join('\n'));
};

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** One of the values that a value consists of gives way to another. */
function withOther(value: unknown, random: Random, other: unknown): unknown {
  const values = valuesIn(value);
  let left = random.below(values.length);
  const given = structuredClone(random.oneOf(values)); // the same object may not be in itself
  const foreign = random.oneOf(valuesIn(other));
  const odd = random.oneOf(oddValues);
  const replacer = (_name: string, old: unknown) => {
    if (left-- !== 0) return old;
    return random.oneOf([
      odd,
      odd,
      given,
      foreign,
      [old],
      [old, old],
      { ...Object(old), [random.oneOf(oddNames)]: given },
    ]);
  };
  // A value that is left out everywhere leaves nothing.
  return JSON.parse(JSON.stringify(value, replacer) ?? 'null');
}

function valuesIn(value: unknown): unknown[] {
  const values: unknown[] = [];
  JSON.stringify(value ?? null, (_name, each) => {
    values.push(each);
    return each;
  });
  return values;
}

const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    404,
    2 ** 53,
    1e300,
    '',
    ' ',
    '0',
    'true',
    '\0',
    '\u202Ea',
    '\uD800',
    '__proto__',
    'constructor',
  ],
  ...[[], {}, [[]], [null], [0, 0], { length: 1 }, JSON.parse('{"__proto__":{"polluted":true}}')],
  'long '.repeat(5000),
  Array.from({ length: 3000 }, () => ({})),
  JSON.parse('['.repeat(500) + ']'.repeat(500)),
  undefined, // left out
];

const oddNames = ['', '0', '__proto__', 'constructor', 'toString', 'length', 'then', 'toJSON'];
