// The program of a bench's own process: `node runBench.ts NAME full|short`. Sends what was measured.
import type { Bench } from './bench.ts';
import { type BenchName, benches } from './benches.ts';

process.once('disconnect', () => process.exit());

const [, , name, form] = process.argv;
const { measure, short }: Bench = benches[name as BenchName];
process.send?.(await (form === 'short' ? short?.measure() : measure()));
