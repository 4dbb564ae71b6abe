import { temporaryFolder } from '../test/window/temporaryFolder.ts';
import type { Bench, Result, Row, ShortResult, Table } from './bench.ts';
import { delayRow } from './delay.ts';
import { eventLoopDelays } from './images/eventLoopDelay.ts';
import { makePassedThrough, makePicture, type Picture, pictureKinds } from './images/pictures.ts';
import type { ResultFormat } from './images/way.ts';
import { type Prepared, WayProcess } from './images/wayProcess.ts';
import { type WayName, wayNames, ways } from './images/ways.ts';
import { installPeers } from './installPeers.ts';
import { packageVersions } from './packageVersions.ts';
import { spreadOf } from './spread.ts';

export const images: Bench = {
  title: 'Preparing a picture',
  measure() {
    installPeers();
    return measureAll(7);
  },
  short: {
    measure: () => measureOne(5),
    limits: [{ beside: 'native sharp', atMost: 8 }],
  },
};

async function measureAll(rounds: number): Promise<Result> {
  const folder = temporaryFolder();
  const pictures: Picture[] = [];
  const tables: Table[] = [];
  for (const kind of pictureKinds) {
    console.log(kind.title);
    const picture = await makePicture(folder.path, kind);
    pictures.push(picture);
    tables.push(await measure(picture, rounds, wayNames));
  }
  console.log('event loop');
  const passedThrough = await makePassedThrough(folder.path);
  const { ours, idle } = await eventLoopDelays([...pictures.map(({ path }) => path), ...passedThrough]);
  folder.remove();
  return {
    how:
      'The whole way of a large picture from its path to the file that goes out: read, made upright, fitted, encoded; each ' +
      `library in a process of its own, ${rounds} rounds in turns. The first one, with loading, is apart. Where a library ` +
      'is missing it does not read the format. Ours has two peaks of memory: of the caller and of its converter.',
    versions: packageVersions(
      ...['sharp', '@img/sharp-wasm32', '@jsquash/jpeg', '@jsquash/png', '@jsquash/webp', '@jsquash/avif'],
      ...['@jsquash/resize', '@silvia-odwyer/photon-node', 'jimp'],
    ),
    tables: [
      ...tables,
      {
        title: 'Event loop of the caller, whose timer comes every 10 ms, while it prepares all of these',
        unit: 'ms',
        ours: delayRow('img2prompt', ours),
        peers: [delayRow('a process that does nothing meanwhile', idle)],
      },
    ],
    notes: [],
  };
}

/** What everybody has: a photograph of a camera. */
async function measureOne(rounds: number): Promise<ShortResult> {
  const folder = temporaryFolder();
  const picture = await makePicture(folder.path, pictureKinds[0]);
  const table = await measure(picture, rounds, ['img2prompt', 'native sharp']);
  folder.remove();
  return { tables: [table] };
}

/** Every way that reads the picture, ours before its peers: each for the first time, then in turns. */
async function measure(
  { title, format, path, bytes }: Picture,
  rounds: number,
  names: readonly WayName[],
): Promise<Table> {
  let result: ResultFormat = 'jpeg';
  const contenders: { name: WayName; process: WayProcess; first: Prepared; durationsMs: number[] }[] = [];
  for (const name of names.filter((name) => ways[name].reads.includes(format))) {
    const process = new WayProcess(name);
    const first = await process.prepare({ path, result });
    if (name === 'img2prompt') result = first.format;
    contenders.push({ name, process, first, durationsMs: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { process, durationsMs } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      durationsMs.push((await process.prepare({ path, result })).ms);
    }
  }
  const rows: Row[] = [];
  for (const { name, process, first, durationsMs } of contenders) {
    const also = {
      first: first.ms.toFixed(0),
      'kB out': (first.bytes / 1000).toFixed(0),
      'peak MB': process.peakMemories.map((peak) => (peak / 1e6).toFixed(0)).join(' + '),
    };
    rows.push({ name, spread: spreadOf(durationsMs), also });
    await process.end();
  }
  const [ours, ...peers] = rows;
  if (ours === undefined) throw new Error(`Nothing reads ${title}.`);
  const from = `${title}, ${(bytes / 1e6).toFixed(1)} MB`;
  return { title: `${from}, to ${result.toUpperCase()}`, unit: 'ms', ours, peers };
}
