import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchWindows } from '../benchWindow.ts';
import type { CaptionRun } from '../measureCaptions.ts';

/** Captions the pictures of a folder in a new window, and watches its extension host. */
export async function captionInWindow(
  bench: BenchWindows,
  url: string,
  folder: string,
  dataFolder?: string,
): Promise<CaptionRun> {
  const results = join(bench.folder, 'run.json');
  await bench.run({ BENCH_URL: url, BENCH_FOLDER: folder, BENCH_RESULTS: results }, dataFolder);
  return JSON.parse(readFileSync(results, 'utf8')) as CaptionRun;
}

/** @throws when pictures have none, so that nobody is fast by leaving some out. */
export function expectCaptions(folder: string, count: number): void {
  const captions = captionsIn(folder).length;
  if (captions !== count) throw new Error(`There are ${captions} captions of ${count} pictures.`);
}

export function captionsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.txt'));
}

/** Another one each time, as of a service. */
export function promptOf(request: number): string {
  return `a picture, ${request}`;
}
