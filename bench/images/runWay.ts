// The program of a WayProcess: `node runWay.ts NAME`. Prepares a picture for each path that it is sent.

import type { Prepare } from './way.ts';
import type { Prepared } from './wayProcess.ts';
import { type WayName, ways } from './ways.ts';

const way = ways[process.argv[2] as WayName];
let prepare: Prepare | undefined;

process.on('message', async (path: string) => {
  const start = performance.now();
  prepare ??= await way.load();
  const { length } = await prepare(path);
  process.send?.({ ms: performance.now() - start, bytes: length } satisfies Prepared);
});
process.on('disconnect', () => process.exit());
