// `npm run bench`, fourth part: preparing large pictures, the whole way from a path to the file that goes out, beside native
// sharp and other libraries, each in a process of its own, in turns. Then how late the event loop of the process is
// that asks for it. Installs its peers under bench/.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from '../test/window/buildExtension.ts';
import { checkout } from '../test/window/checkout.ts';
import { temporaryFolder } from '../test/window/temporaryFolder.ts';
import { eventLoopDelays } from './images/eventLoopDelay.ts';
import { makePassedThrough, makePictures, type Picture } from './images/pictures.ts';
import type { ResultFormat } from './images/way.ts';
import { type Prepared, WayProcess } from './images/wayProcess.ts';
import { type WayName, wayNames, ways } from './images/ways.ts';
import { installPeers, peerVersions } from './installPeers.ts';
import { type Spread, spreadOf } from './spread.ts';

const rounds = 7;

interface Measured {
  /** With loading. */
  readonly first: Prepared;
  readonly warm: Spread;
  /** In bytes, of the process and of those that it started. */
  readonly peaks: readonly number[];
}

installPeers();
await buildExtension('--production');
const folder = temporaryFolder();
const pictures = await makePictures(folder.path);
printMachine();
for (const picture of pictures) printMeasured(picture, await measure(picture));
await measureDelay([...pictures.map(({ path }) => path), ...(await makePassedThrough(folder.path))]);
folder.remove();

/** Every way that reads the picture: each for the first time, then in turns. */
async function measure({ format, path }: Picture): Promise<Map<WayName, Measured>> {
  let result: ResultFormat = 'jpeg';
  const contenders: { name: WayName; process: WayProcess; first: Prepared; durationsMs: number[] }[] = [];
  for (const name of wayNames.filter((name) => ways[name].reads.includes(format))) {
    const process = new WayProcess(name);
    const first = await process.prepare({ path, result });
    if (name === 'ours') result = first.format;
    contenders.push({ name, process, first, durationsMs: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { process, durationsMs } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      durationsMs.push((await process.prepare({ path, result })).ms);
    }
  }
  const measured = new Map<WayName, Measured>();
  for (const { name, process, first, durationsMs } of contenders) {
    measured.set(name, { first, warm: spreadOf(durationsMs), peaks: process.peakMemories });
    await process.end();
  }
  return measured;
}

function printMeasured({ title, bytes }: Picture, measured: ReadonlyMap<WayName, Measured>): void {
  const columns = ['median', 'fastest', 'slowest', 'ours is', 'first', 'kB out'];
  const result = measured.get('ours')?.first.format;
  console.log(`\n${title} (${megabytes(bytes, 1)} MB), to ${result?.toUpperCase()}`);
  console.log(`${''.padEnd(14)}${row(columns)}  peak MB`);
  const ours = measured.get('ours')?.warm.median ?? Number.NaN;
  for (const name of wayNames) {
    const result = measured.get(name);
    if (result === undefined) {
      console.log(`${name.padEnd(14)}${row(['-'])}`);
      continue;
    }
    const { first, warm, peaks } = result;
    const times = [warm.median, warm.least, warm.most].map((ms) => ms.toFixed(0));
    const ratio = `${(ours / warm.median).toFixed(2)} x`;
    const figures = [...times, ratio, first.ms.toFixed(0), (first.bytes / 1000).toFixed(0)];
    console.log(`${name.padEnd(14)}${row(figures)}  ${peaks.map((peak) => megabytes(peak)).join(' + ')}`);
  }
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(9)).join('');
}

async function measureDelay(paths: readonly string[]): Promise<void> {
  const delays = await eventLoopDelays(paths);
  console.log(`\n${'event loop delay, ms'.padEnd(20)}${row(['p99', 'most'])}`);
  for (const [name, { p99Ms, mostMs }] of Object.entries(delays)) {
    console.log(`${name.padEnd(20)}${row([p99Ms, mostMs].map((ms) => ms.toFixed(1)))}`);
  }
}

function printMachine(): void {
  const [cpu] = cpus();
  console.log(
    `${cpus().length} x ${cpu?.model}, ${(totalmem() / 1e9).toFixed(0)} GB, ${platform()}, Node ${process.version}, ` +
      `load ${loadavg()[0]?.toFixed(1)}`,
  );
  const { devDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const versions = { ...devDependencies, ...peerVersions };
  const measured = Object.entries(versions).filter(([name]) => /sharp|jsquash|photon|jimp/.test(name));
  console.log(measured.map(([name, version]) => `${name} ${version}`).join(', '));
  console.log(
    `times in ms, of ${rounds} rounds; the first apart, with loading; ours: the caller + its converter`,
  );
}

function megabytes(bytes: number, digits = 0): string {
  return (bytes / 1e6).toFixed(digits);
}
