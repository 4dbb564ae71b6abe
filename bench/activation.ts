import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Result } from './bench.ts';
import { BenchWindows, empty, vsCodeVersions } from './benchWindow.ts';
import type { Activation, Measurement } from './measureActivation.ts';
import { spreadOf } from './spread.ts';

const ours = 'img2prompt.img2prompt';
const peer = 'bench.empty';
const peerName = 'an empty extension';

export const activation: Bench = {
  title: 'Activation',
  measure: () => measure(8),
  short: { measure: () => measure(3), limits: [{ beside: peerName, atMost: 4 }] },
};

async function measure(windows: number): Promise<Result> {
  const bench = await BenchWindows.prepare('measureActivation.ts', 'asleep');
  bench.install(peer, empty);
  const activations: Activation[] = [];
  for (let window = 0; window < windows; window++) {
    console.log(`window ${window + 1} of ${windows}`);
    const results = join(bench.folder, `${window}.json`);
    await bench.run({
      BENCH_EXTENSIONS: (window % 2 === 0 ? [ours, peer] : [peer, ours]).join(),
      BENCH_RESULTS: results,
    });
    activations.push(...(JSON.parse(readFileSync(results, 'utf8')) as Measurement));
  }
  bench.remove();

  const row = (name: string, wanted: string) => ({
    name,
    spread: spreadOf(activations.filter(({ id }) => id === wanted).map(({ ms }) => ms)),
  });
  const files = activations.find(({ id }) => id === ours)?.files ?? [];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    how:
      `How long \`activate()\` takes with the loading of its code, beside an extension that does nothing: both once in each of ${windows} new ` +
      'windows of a real VS Code, the one first as often as the other.',
    versions: await vsCodeVersions(),
    tables: [{ title: '', unit: 'ms', ours: row('img2prompt', ours), peers: [row(peerName, peer)] }],
    notes: [`It reads ${(bytes / 1000).toFixed(1)} kB of code: ${files.map(({ path }) => path).join(', ')}.`],
  };
}
