/** Where the middle of measured values is, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [lower = Number.NaN, upper = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return { median: (lower + upper) / 2, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

/** Prints a line for each of the named spreads, in milliseconds. */
export function printSpreads(title: string, spreads: Readonly<Record<string, Spread>>): void {
  console.log(`\n${title.padEnd(24)}  median  fastest  slowest`);
  for (const [name, { median, least, most }] of Object.entries(spreads)) {
    console.log(
      `${name.padEnd(24)}${[median, least, most].map((ms) => ms.toFixed(2).padStart(8)).join(' ')}`,
    );
  }
}
