import type { Spread } from './spread.ts';

/** Something that is measured beside its peers, in one run. */
export interface Bench {
  readonly title: string;
  /** Of the extension as it is built. */
  measure(): Promise<Result>;
  /** The few rounds that are part of `npm test`; their peers come with the checkout. */
  readonly short?: ShortForm;
}

interface ShortForm {
  measure(): Promise<ShortResult>;
  readonly limits: readonly Limit[];
}

/**
 * What the ratio of our median to a peer's has to be, wherever it is a peer. Ratios hold on any machine, times do not;
 * the limits leave room for the noise of a busy one.
 */
export type Limit = { readonly beside: string } & (
  | { readonly atMost: number }
  | { readonly atLeast: number }
);

export interface Result {
  /** What is measured, and how. */
  readonly how: string;
  /** Of what is measured, by name; Node's and the machine's own facts are known otherwise. */
  readonly versions: Readonly<Record<string, string>>;
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
}

export type ShortResult = Pick<Result, 'tables'>;

/** One thing that was measured of ours and of peers. */
export interface Table {
  /** What tells it from the other tables; empty where there are none. */
  readonly title: string;
  readonly unit: string;
  readonly ours: Row;
  readonly peers: readonly Row[];
}

export interface Row {
  readonly name: string;
  readonly spread: Spread;
  /** Further columns, by their titles. */
  readonly also?: Readonly<Record<string, string>>;
}
