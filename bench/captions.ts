// `npm run bench`, part of many pictures: captioning small pictures with a server on this machine that takes 200 ms for
// each, beside a bare loop in plain Node and a loop over the service's last SDK, as many at once; then 10,000 pictures with
// a server that answers at once: memory and event loop of the extension host, and a second run after the captions were
// deleted. `node bench/captions.ts 300 1000` takes other numbers of pictures.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildExtension } from '../test/window/buildExtension.ts';
import { makePictureSet } from '../test/window/makePictureSet.ts';
import { BenchWindows } from './benchWindow.ts';
import { installPeers } from './installPeers.ts';
import type { CaptionRun } from './measureCaptions.ts';

const [manySlow = 2000, manyFast = 10_000] = process.argv.slice(2).map(Number);
const latencyMs = 200;
/** The extension's own default. */
const atOnce = 4;

await buildExtension('--production');
installPeers();

let delayMs = latencyMs;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  const number = requests;
  request.resume().once('end', () => {
    setTimeout(() => {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ prompt: `a picture, ${number}` }));
    }, delayMs);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const bench = await BenchWindows.prepare('measureCaptions.ts');
const results = join(bench.folder, 'run.json');

/** Captions the pictures of a folder in a new window, and measures that. */
async function captionInWindow(folder: string, dataFolder?: string): Promise<CaptionRun> {
  await bench.run({ BENCH_URL: url, BENCH_FOLDER: folder, BENCH_RESULTS: results }, dataFolder);
  return JSON.parse(readFileSync(results, 'utf8')) as CaptionRun;
}

async function captionInLoop(way: 'bare' | 'sdk', folder: string): Promise<number> {
  const program = join(import.meta.dirname, 'captions/captionLoop.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, way, url, folder, String(atOnce)]);
  return Number(stdout);
}

const perSecond = (count: number, seconds: number) => count / seconds;
const slowRates: Record<string, number> = {};
for (const [index, way] of (['bare loop', 'img2prompt', 'novita-sdk'] as const).entries()) {
  const folder = join(bench.folder, `slow ${index}`);
  mkdirSync(folder);
  makePictureSet(folder, manySlow);
  const seconds =
    way === 'img2prompt'
      ? (await captionInWindow(folder)).seconds
      : await captionInLoop(way === 'bare loop' ? 'bare' : 'sdk', folder);
  slowRates[way] = perSecond(manySlow, seconds);
  console.log(`${way.padEnd(12)}${slowRates[way].toFixed(2).padStart(8)} pictures a second`);
  if (captionsIn(folder) !== manySlow) throw new Error(`${way} wrote ${captionsIn(folder)} captions.`);
  rmSync(folder, { recursive: true });
}
const share = (slowRates.img2prompt ?? 0) / (slowRates['bare loop'] ?? 0);
console.log(
  `\n${(share * 100).toFixed(1)} % of the bare loop's rate; ${manySlow} pictures, ${latencyMs} ms, ${atOnce} at once`,
);

delayMs = 0;
requests = 0;
const folder = join(bench.folder, 'fast');
makePictureSet(folder, manyFast);
const data = join(bench.folder, 'data');
print('first run', await captionInWindow(folder, data));
for (const name of readdirSync(folder)) if (name.endsWith('.txt')) rmSync(join(folder, name));
requests = 0;
print('captions deleted', await captionInWindow(folder, data));
if (captionsIn(folder) !== manyFast) throw new Error(`There are ${captionsIn(folder)} captions.`);
server.close();
bench.remove();

function captionsIn(folder: string): number {
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).length;
}

function print(what: string, run: CaptionRun): void {
  const { seconds, idle, memoryMb, keptMb, delayMs } = run;
  const above = (mb: number) => `${(mb - idle.memoryMb).toFixed(0)} MB`;
  console.log(
    `\n${what}: ${manyFast} pictures in ${seconds.toFixed(1)} s, ${requests} requests\n` +
      `memory above the idle host's ${idle.memoryMb.toFixed(0)} MB: ${above(memoryMb.atTenth)} after a tenth, ` +
      `${above(memoryMb.atEnd)} at the end, ${above(memoryMb.peak)} at most; ` +
      `kept after collections: ${keptMb.inSecondTenth.toFixed(0)} MB in the second tenth, ` +
      `${keptMb.inLastTenth.toFixed(0)} MB in the last\n` +
      `event-loop delay, p50 / p99 / most: ${delayMs.p50.toFixed(1)} / ${delayMs.p99.toFixed(1)} / ${delayMs.most.toFixed(0)} ms; ` +
      `of the idle host: ${idle.delayMs.p50.toFixed(1)} / ${idle.delayMs.p99.toFixed(1)} / ${idle.delayMs.most.toFixed(0)} ms`,
  );
}
