import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../test/window/temporaryFolder.ts';
import { startAnsweringServer } from './answeringServer.ts';
import type { Bench, Result, Row, Table } from './bench.ts';
import { installPeers } from './installPeers.ts';
import { packageVersions } from './packageVersions.ts';
import type { SentInProcess } from './sendOnce.ts';
import { spreadOf } from './spread.ts';

const run = promisify(execFile);
const requestsInARow = 15;

/** The ways of sending, by what they are called. */
const names = {
  engine: 'img2prompt',
  fetch: "Node's fetch",
  sdk: 'novita-sdk',
  curl: 'curl with base64',
} as const;
type Way = keyof typeof names;

export const request: Bench = {
  title: 'A request',
  measure() {
    installPeers();
    return measure({ sizesMb: [1, 12], rounds: 3, peers: ['fetch', 'sdk', 'curl'] });
  },
  short: {
    measure: () => measure({ sizesMb: [1], rounds: 1, peers: ['fetch'] }),
    limits: [{ beside: names.fetch, atMost: 3 }],
  },
};

interface Extent {
  readonly sizesMb: readonly number[];
  readonly rounds: number;
  readonly peers: readonly Way[];
}

async function measure({ sizesMb, rounds, peers }: Extent): Promise<Result> {
  const server = await startAnsweringServer(() => 'a castle, blue');
  const folder = temporaryFolder();
  const tables: Table[] = [];
  for (const sizeMb of sizesMb) {
    console.log(`${sizeMb} MB`);
    const file = join(folder.path, `${sizeMb}.jpg`);
    // Whether it is a picture is not what is measured here.
    writeFileSync(file, randomBytes(sizeMb * 1_000_000));
    const sent: Record<Way, Sent[]> = { engine: [], fetch: [], sdk: [], curl: [] };
    for (let round = 0; round < rounds; round++) {
      for (const way of ['engine', ...peers] as const) {
        sent[way].push(
          await (way === 'curl' ? curl(server.url, file) : sendInProcess(way, server.url, file)),
        );
      }
    }
    const row = (way: Way) => rowOf(names[way], sent[way]);
    tables.push({ title: `${sizeMb} MB`, unit: 'ms', ours: row('engine'), peers: peers.map(row) });
  }
  server.close();
  folder.remove();
  return {
    how:
      'From a file on the disk to the answer of a server on this machine that answers at once, in processes of plain ' +
      `Node that send it ${requestsInARow} times after once to warm up, ${rounds} of each in turns; curl is a pipe with ` +
      'processes of its own for each request.',
    versions: {
      ...(peers.includes('sdk') && packageVersions('novita-sdk')),
      ...(peers.includes('curl') && { curl: curlVersion() }),
    },
    tables,
    notes: [],
  };
}

/** Without a peak where it is not known. */
type Sent = Pick<SentInProcess, 'durationsMs'> & Partial<SentInProcess>;

function rowOf(name: string, sent: readonly Sent[]): Row {
  const peaks = sent.map(({ peakMb }) => peakMb).filter((peak) => peak !== undefined);
  return {
    name,
    spread: spreadOf(sent.flatMap(({ durationsMs }) => durationsMs)),
    also: { 'peak MB': peaks.length > 0 ? Math.max(...peaks).toFixed(0) : '' },
  };
}

async function sendInProcess(way: string, url: string, file: string): Promise<SentInProcess> {
  const program = join(import.meta.dirname, 'sendOnce.ts');
  const { stdout } = await run(process.execPath, [program, way, url, file, String(requestsInARow)]);
  return JSON.parse(stdout) as SentInProcess;
}

/** The pipe that one would type. */
async function curl(url: string, file: string): Promise<Sent> {
  const pipe = `(printf '{"image_file":"'; base64 -w0 "$1"; printf '"}') | curl -s -H 'Content-Type: application/json' -H 'Authorization: Bearer sk_bench' --data-binary @- "$2/v3/img2prompt"`;
  const durationsMs: number[] = [];
  for (let request = 0; request < requestsInARow; request++) {
    const start = performance.now();
    await run('sh', ['-c', pipe, 'sh', file, url]);
    durationsMs.push(performance.now() - start);
  }
  return { durationsMs };
}

function curlVersion(): string {
  const [, version = 'unknown'] = /^curl (\S+)/.exec(String(execFileSync('curl', ['--version']))) ?? [];
  return version;
}
