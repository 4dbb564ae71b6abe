import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Result, Row, Table } from './bench.ts';
import { BenchWindows, vsCodeVersions } from './benchWindow.ts';
import { markdownWith } from './markdownWith.ts';
import type { QuickFixDurations } from './measureQuickFixes.ts';
import { spreadOf } from './spread.ts';

const images = 500;

/** Takes no part in the short form: what differs is found documents, which have limits, and the rest is VS Code's. */
export const quickFixes: Bench = { title: 'Quick fixes while one writes', measure: () => measure(3) };

type Kind = 'with' | 'without';

async function measure(windowsOfKind: number): Promise<Result> {
  const measured: Record<Kind, Record<string, number[]>> = { with: {}, without: {} };
  for (let round = 0; round < windowsOfKind; round++) {
    const order: Kind[] = round % 2 === 0 ? ['with', 'without'] : ['without', 'with'];
    for (const kind of order) {
      console.log(`window ${round + 1} of ${windowsOfKind} ${kind} img2prompt`);
      for (const [what, list] of Object.entries(await durationsInWindow(kind))) {
        measured[kind][what] ??= [];
        measured[kind][what].push(...list);
      }
    }
  }
  const row = (name: string, kind: Kind, what: string): Row => ({
    name,
    spread: spreadOf(measured[kind][what] ?? []),
  });
  const besideNone = (title: string, what: string): Table => ({
    title,
    unit: 'ms',
    ours: row('with img2prompt', 'with', what),
    peers: [row('without it', 'without', what)],
  });
  return {
    how:
      `What our quick fixes cost who writes in a Markdown document with ${images} images: requests and keystrokes, each after ` +
      `an edit, in windows of a real VS Code with img2prompt and without it, ${windowsOfKind} of each in turns. Then our part alone ` +
      "beside what VS Code's own Markdown features take for the same document in the same windows, with the way to them.",
    versions: await vsCodeVersions(),
    tables: [
      besideNone('Quick fixes', 'quick fixes'),
      besideNone('A keystroke', 'a keystroke'),
      besideNone('A keystroke while quick fixes are asked for', 'a keystroke meanwhile'),
      {
        title: 'Our part alone',
        unit: 'ms',
        ours: row('img2prompt', 'with', 'our provider alone'),
        peers: ["VS Code's refactorings", "VS Code's links", "VS Code's outline"].map((what) =>
          row(what, 'with', what),
        ),
      },
    ],
    notes: [],
  };
}

async function durationsInWindow(kind: Kind): Promise<QuickFixDurations> {
  const hasOurs = kind === 'with';
  const bench = await BenchWindows.prepare('measureQuickFixes.ts', hasOurs ? 'installed' : 'absent');
  const document = join(bench.folder, 'images.md');
  writeFileSync(document, markdownWith(images));
  const results = join(bench.folder, 'durations.json');
  await bench.run({
    BENCH_DOCUMENT: document,
    BENCH_HAS_OURS: String(hasOurs),
    BENCH_RESULTS: results,
  });
  const durations = JSON.parse(readFileSync(results, 'utf8')) as QuickFixDurations;
  bench.remove();
  return durations;
}
