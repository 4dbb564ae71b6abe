// The program of a WayProcess: `node runWay.ts NAME`. Prepares a picture for each task that it is sent.
import { isPng } from '../../src/images/containers/png.ts';
import type { Prepare } from './way.ts';
import type { Prepared, Task } from './wayProcess.ts';
import { type WayName, ways } from './ways.ts';

const way = ways[process.argv[2] as WayName];
let prepare: Prepare | undefined;

process.on('message', async ({ path, result }: Task) => {
  const start = performance.now();
  prepare ??= await way.load();
  const file = await prepare(path, result);
  const ms = performance.now() - start;
  const format = isPng(file) ? 'png' : 'jpeg';
  process.send?.({ ms, format, bytes: file.length } satisfies Prepared);
});
process.on('disconnect', () => process.exit());
