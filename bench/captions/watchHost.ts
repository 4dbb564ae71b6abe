import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePictureSet } from '../../test/window/makePictureSet.ts';
import { startAnsweringServer } from '../answeringServer.ts';
import type { Result, Row, Table } from '../bench.ts';
import type { BenchWindows } from '../benchWindow.ts';
import { delayRow } from '../delay.ts';
import type { CaptionRun, HostWatch, MemoryWatch } from '../measureCaptions.ts';
import { captionInWindow, captionsIn, expectCaptions, promptOf } from './captionInWindow.ts';

/** What many pictures do to the extension host, and the same ones again after their captions were deleted. */
export async function watchHost(
  bench: BenchWindows,
  pictures: number,
): Promise<Pick<Result, 'tables' | 'notes'>> {
  const folder = join(bench.folder, 'watched');
  const data = join(bench.folder, 'data');
  makePictureSet(folder, pictures);
  const tables: Table[] = [];
  const notes: string[] = [];
  // One server for both, since answers are kept by the address that they are of.
  const server = await startAnsweringServer(promptOf);
  for (const title of [`${pictures} pictures`, `The same ${pictures}, captions deleted`]) {
    console.log(title);
    const requestsBefore = server.received.requests;
    const run = await captionInWindow(bench, server.url, folder, data);
    const requests = server.received.requests - requestsBefore;
    expectCaptions(folder, pictures);
    for (const name of captionsIn(folder)) rmSync(join(folder, name));
    tables.push(...tablesOf(title, run));
    notes.push(`${title}: ${run.captioning.seconds.toFixed(1)} s, ${requests} requests.`);
  }
  server.close();
  return { tables, notes };
}

function tablesOf(title: string, { captioning, idle }: CaptionRun): Table[] {
  const besideIdle = (what: string, unit: string, row: (name: string, watch: HostWatch) => Row): Table => ({
    title: `${title}: ${what}`,
    unit,
    ours: row('captioning', captioning),
    peers: [row('idle, before', idle)],
  });
  return [
    besideIdle('memory of the extension host', 'MB', (name, { memory }) => memoryRow(name, memory)),
    besideIdle(
      "memory of the extension host without V8's young generation",
      'MB',
      (name, { memoryWithoutYoung }) => memoryRow(name, memoryWithoutYoung),
    ),
    besideIdle('event loop of the extension host', 'ms', (name, { delay }) => delayRow(name, delay)),
  ];
}

function memoryRow(name: string, memory: MemoryWatch): Row {
  const also = { 'after a tenth': memory.atTenth.toFixed(0), 'at the end': memory.atEnd.toFixed(0) };
  return { name, spread: memory, also };
}
