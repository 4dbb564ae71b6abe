import type { IntervalHistogram } from 'node:perf_hooks';
import type { Row } from './bench.ts';
import type { Spread } from './spread.ts';

/** How late an event loop was, in milliseconds. */
export interface Delay extends Spread {
  readonly p99: number;
}

export function delayOf(histogram: IntervalHistogram): Delay {
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return {
    median: ms(histogram.percentile(50)),
    least: ms(histogram.min),
    most: ms(histogram.max),
    p99: ms(histogram.percentile(99)),
  };
}

export function delayRow(name: string, delay: Delay): Row {
  return { name, spread: delay, also: { p99: delay.p99.toFixed(1) } };
}
