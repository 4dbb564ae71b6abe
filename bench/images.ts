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
import { WayProcess } from './images/wayProcess.ts';
import { type WayName, wayNames, ways } from './images/ways.ts';
import { installPeers, peerVersions } from './installPeers.ts';
import { type Spread, spreadOf } from './spread.ts';

const rounds = 7;

installPeers();
await buildExtension('--production');
const folder = temporaryFolder();
const pictures = await makePictures(folder.path);
printMachine();
for (const picture of pictures) await measure(picture);
await measureDelay([...pictures.map(({ path }) => path), ...(await makePassedThrough(folder.path))]);
folder.remove();

/** Every way that reads the picture: each for the first time, then in turns. */
async function measure({ title, format, path, bytes }: Picture): Promise<void> {
  const contenders: { name: WayName; process: WayProcess; firstMs: number; durationsMs: number[] }[] = [];
  for (const name of wayNames.filter((name) => ways[name].reads.includes(format))) {
    const process = new WayProcess(name);
    contenders.push({ name, process, firstMs: (await process.prepare(path)).ms, durationsMs: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { process, durationsMs } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      durationsMs.push((await process.prepare(path)).ms);
    }
  }

  console.log(`\n${title} (${megabytes(bytes, 1)} MB)`);
  console.log(`${''.padEnd(14)}  median fastest slowest  ours is   first  peak MB`);
  let ours: Spread | undefined;
  for (const name of wayNames) {
    const contender = contenders.find((one) => one.name === name);
    if (contender === undefined) {
      console.log(`${name.padEnd(14)}${'-'.padStart(8)}`);
      continue;
    }
    const spread = spreadOf(contender.durationsMs);
    ours ??= spread;
    const { median, least, most } = spread;
    const times = [median, least, most].map((ms) => ms.toFixed(0).padStart(8)).join('');
    const ratio = `${(ours.median / median).toFixed(2)} x`.padStart(9);
    const peaks = contender.process.peakMemories.map((peak) => megabytes(peak)).join(' + ');
    console.log(`${name.padEnd(14)}${times}${ratio}${contender.firstMs.toFixed(0).padStart(8)}  ${peaks}`);
  }
  for (const { process } of contenders) await process.end();
}

async function measureDelay(paths: readonly string[]): Promise<void> {
  const delays = await eventLoopDelays(paths);
  console.log('\nevent loop delay, ms     p99    most');
  for (const [name, { p99Ms, mostMs }] of Object.entries(delays)) {
    const figures = [p99Ms, mostMs].map((ms) => ms.toFixed(1).padStart(8)).join('');
    console.log(`${name.padEnd(20)}${figures}`);
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
