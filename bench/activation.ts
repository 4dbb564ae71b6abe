// `npm run bench`, first part: how long the extension's activation takes beside an empty extension's, in the same windows of a real
// VS Code, and how much of its code that reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension } from '../test/window/buildExtension.ts';
import { checkout } from '../test/window/checkout.ts';
import { BenchWindows, empty } from './benchWindow.ts';
import type { Activation, Measurement } from './measureActivation.ts';
import { printSpreads, spreadOf } from './spread.ts';

/** Even, so that each extension is the first as often as the other. */
const windows = 8;
const ours = 'img2prompt.img2prompt';
const peer = 'bench.empty';

await buildExtension('--production');
const bench = await BenchWindows.prepare('measureActivation.ts');
bench.install(peer, empty);

const activations: Activation[] = [];
for (let window = 0; window < windows; window++) {
  const results = join(bench.folder, `${window}.json`);
  await bench.run({
    BENCH_EXTENSIONS: (window % 2 === 0 ? [ours, peer] : [peer, ours]).join(),
    BENCH_RESULTS: results,
  });
  const measured = JSON.parse(readFileSync(results, 'utf8')) as Measurement;
  activations.push(...measured);
  console.log(
    `window ${window + 1}: ${measured.map(({ id, ms }) => `${id} ${ms.toFixed(2)} ms`).join(', ')}`,
  );
}
bench.remove();

const spreadFor = (wanted: string) =>
  spreadOf(activations.filter(({ id }) => id === wanted).map(({ ms }) => ms));
const [oursSpread, peerSpread] = [spreadFor(ours), spreadFor(peer)];
printSpreads('activation, ms', { [ours]: oursSpread, [peer]: peerSpread });
console.log(`\n${(oursSpread.median / peerSpread.median).toFixed(2)} times the empty extension's`);

const files = activations.find(({ id }) => id === ours)?.files ?? [];
const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
console.log(
  `${(bytes / 1000).toFixed(1)} kB of code read: ${files.map(({ path }) => path.slice(checkout.length + 1)).join(', ')}`,
);
