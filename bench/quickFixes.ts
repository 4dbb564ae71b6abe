// `npm run bench`, last part: what our quick fixes cost who writes in a Markdown document with 500 images: requests for
// code actions and keystrokes in windows of a real VS Code with our extension and without it, in turns, beside what
// VS Code's own Markdown features take for the same document in the same windows.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension } from '../test/window/buildExtension.ts';
import { BenchWindows } from './benchWindow.ts';
import { markdownWith } from './markdownWith.ts';
import type { QuickFixDurations } from './measureQuickFixes.ts';
import { printSpreads, spreadOf } from './spread.ts';

const images = 500;
/** Of each kind. */
const windows = 3;

await buildExtension('--production');
const kinds = { with: true, without: false } as const;
type Kind = keyof typeof kinds;
const measured: Record<Kind, Record<string, number[]>> = { with: {}, without: {} };

for (let round = 0; round < windows; round++) {
  const order: Kind[] = round % 2 === 0 ? ['with', 'without'] : ['without', 'with'];
  for (const kind of order) {
    const bench = await BenchWindows.prepare('measureQuickFixes.ts', { hasOurs: kinds[kind] });
    const document = join(bench.folder, 'images.md');
    writeFileSync(document, markdownWith(images));
    const results = join(bench.folder, 'durations.json');
    await bench.run({
      BENCH_DOCUMENT: document,
      BENCH_HAS_OURS: String(kinds[kind]),
      BENCH_RESULTS: results,
    });
    const durations = JSON.parse(readFileSync(results, 'utf8')) as QuickFixDurations;
    for (const [what, list] of Object.entries(durations)) {
      measured[kind][what] ??= [];
      measured[kind][what].push(...list);
    }
    bench.remove();
  }
}

for (const what of Object.keys(measured.with)) {
  const [ours, theirs] = [spreadOf(measured.with[what] ?? []), spreadOf(measured.without[what] ?? [])];
  printSpreads(`${what}, ms`, { 'with our extension': ours, 'without it': theirs });
  const count = measured.with[what]?.length;
  console.log(
    `${(ours.median / theirs.median).toFixed(2)} times, ${(ours.median - theirs.median).toFixed(2)} ms more; ${count} of each`,
  );
}
console.log(`\n${images} images, ${windows} windows of each kind in turns; every request follows an edit`);
