import type { Limit, Row, ShortResult, Table } from './bench.ts';
import { ratioOf } from './spread.ts';

export interface Verdict {
  readonly isWithin: boolean;
  /** Says what came of it. */
  readonly line: string;
}

/** Whether a result keeps its limits. A peer that was not measured keeps none. */
export function judge({ tables }: ShortResult, limits: readonly Limit[]): Verdict[] {
  return limits.flatMap((limit) => {
    const verdicts = tables.flatMap((table) =>
      table.peers.filter(({ name }) => name === limit.beside).map((peer) => verdictOn(table, peer, limit)),
    );
    return verdicts.length > 0
      ? verdicts
      : [{ isWithin: false, line: `failed: ${limit.beside} was not measured` }];
  });
}

function verdictOn({ title, unit, ours }: Table, peer: Row, limit: Limit): Verdict {
  const ratio = ratioOf(ours.spread, peer.spread);
  const isWithin = 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.atLeast;
  const allowed = 'atMost' in limit ? `at most ${limit.atMost}` : `at least ${limit.atLeast}`;
  const what = title && `${title}, `;
  return {
    isWithin,
    line: `${isWithin ? 'ok' : 'failed'}: ${what}${unit}: ${ratio.toFixed(2)} times ${peer.name} (${allowed})`,
  };
}
