// `npm run bench`, first part: how long the extension's activation takes beside an empty extension's, in the same windows of a real
// VS Code, and how much of its code that reads.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildExtension } from '../test/window/buildExtension.ts';
import { checkout, installedName } from '../test/window/checkout.ts';
import { startProcess } from '../test/window/startProcess.ts';
import { temporaryFolder } from '../test/window/temporaryFolder.ts';
import type { Activation, Measurement } from './measureActivation.ts';

/** Even, so that each extension is the first as often as the other. */
const windows = 8;
const ours = 'img2prompt.img2prompt';
const peer = 'bench.empty';

await buildExtension('--production');
const entry = join(checkout, 'out/bench/measureActivation.cjs');
await build({
  entryPoints: [join(checkout, 'bench/measureActivation.ts')],
  outfile: entry,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  external: ['vscode'],
});

const folder = temporaryFolder();
const extensions = join(folder.path, 'extensions');
// The tests of a window belong to an extension under development; ours is to be an installed one, as its peer is.
const host = join(folder.path, 'host');
writeEmptyExtension(host, 'bench', 'host');
writeEmptyExtension(join(extensions, `${peer}-1.0.0`), ...(peer.split('.') as [string, string]));
symlinkSync(checkout, join(extensions, installedName));

const activations: Activation[] = [];
for (let window = 0; window < windows; window++) {
  const results = join(folder.path, `${window}.json`);
  const ended = await startProcess(
    process.execPath,
    [
      join(checkout, 'test/window/launchBrowserCode.ts'),
      `--extensionDevelopmentPath=${host}`,
      `--extensionTestsPath=${entry}`,
      `--extensions-dir=${extensions}`,
    ],
    {
      env: {
        ...process.env,
        BENCH_EXTENSIONS: (window % 2 === 0 ? [ours, peer] : [peer, ours]).join(),
        BENCH_RESULTS: results,
      },
      lastSignal: 'SIGTERM',
    },
  ).ended;
  if (ended !== 0 || !existsSync(results))
    throw new Error(`Window ${window + 1} could not be measured (${ended}): see out/window.log.`);
  const measured = JSON.parse(readFileSync(results, 'utf8')) as Measurement;
  activations.push(...measured);
  console.log(
    `window ${window + 1}: ${measured.map(({ id, ms }) => `${id} ${ms.toFixed(2)} ms`).join(', ')}`,
  );
}
folder.remove();

console.log(`\n${'activation, ms'.padEnd(24)}  median  fastest  slowest`);
const medians = [ours, peer].map((id) => {
  const sorted = activations
    .filter((activation) => activation.id === id)
    .map(({ ms }) => ms)
    .toSorted((a, b) => a - b);
  const median = ((sorted[windows / 2 - 1] ?? Number.NaN) + (sorted[windows / 2] ?? Number.NaN)) / 2;
  const columns = [median, sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  console.log(`${id.padEnd(24)}${columns.map((ms) => ms.toFixed(2).padStart(8)).join(' ')}`);
  return median;
});
const [oursMs = Number.NaN, peerMs = Number.NaN] = medians;
console.log(`\n${(oursMs / peerMs).toFixed(2)} times the empty extension's`);

const files = activations.find(({ id }) => id === ours)?.files ?? [];
const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
console.log(
  `${(bytes / 1000).toFixed(1)} kB of code read: ${files.map(({ path }) => path.slice(checkout.length + 1)).join(', ')}`,
);

function writeEmptyExtension(path: string, publisher: string, name: string): void {
  mkdirSync(path, { recursive: true });
  const manifest = {
    publisher,
    name,
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    main: './extension.cjs',
    activationEvents: [],
    extensionKind: ['workspace'],
    contributes: { commands: [{ command: `${publisher}.${name}.run`, title: 'Run' }] },
  };
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'extension.cjs'), 'exports.activate = () => {};\n');
}
