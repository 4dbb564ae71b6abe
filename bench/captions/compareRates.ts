import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makePictureSet } from '../../test/window/makePictureSet.ts';
import { startAnsweringServer } from '../answeringServer.ts';
import type { Row, Table } from '../bench.ts';
import type { BenchWindows } from '../benchWindow.ts';
import { spreadOf } from '../spread.ts';
import { captionInWindow, expectCaptions, promptOf } from './captionInWindow.ts';

/** The extension's own default. */
const atOnce = 4;

/** The ways of captioning a folder, as they are called in a table. */
export const wayNames = { window: 'img2prompt', bare: 'a bare loop', sdk: 'a loop over novita-sdk' } as const;
type Way = keyof typeof wayNames;

interface Extent {
  readonly pictures: number;
  readonly latencyMs: number;
  readonly rounds: number;
  readonly peers: readonly Exclude<Way, 'window'>[];
}

/** How many pictures a second get their captions from a server that takes its time. */
export async function compareRates(
  bench: BenchWindows,
  { pictures, latencyMs, rounds, peers }: Extent,
): Promise<Table> {
  const server = await startAnsweringServer(promptOf, latencyMs);
  const rates: Record<Way, number[]> = { window: [], bare: [], sdk: [] };
  for (let round = 0; round < rounds; round++) {
    for (const way of ['window', ...peers] as const) {
      console.log(`${pictures} pictures, ${wayNames[way]}, ${round + 1} of ${rounds}`);
      const folder = join(bench.folder, `${way} ${round}`);
      makePictureSet(folder, pictures);
      const seconds =
        way === 'window'
          ? (await captionInWindow(bench, server.url, folder)).captioning.seconds
          : await captionInLoop(way, server.url, folder);
      expectCaptions(folder, pictures);
      rmSync(folder, { recursive: true });
      rates[way].push(pictures / seconds);
    }
  }
  server.close();
  const row = (way: Way): Row => ({ name: wayNames[way], spread: spreadOf(rates[way]) });
  return {
    title: `${pictures} pictures, ${latencyMs} ms each, ${atOnce} at once`,
    unit: 'pictures a second',
    ours: row('window'),
    peers: peers.map(row),
  };
}

async function captionInLoop(way: string, url: string, folder: string): Promise<number> {
  const program = join(import.meta.dirname, 'captionLoop.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, way, url, folder, String(atOnce)]);
  return Number(stdout);
}
