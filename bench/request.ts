// `npm run bench`, second part: sending a picture to a server on this machine that answers at once, beside `curl` with
// `base64` and beside the service's last SDK, in one run. Needs curl and base64; installs its peers under bench/.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../test/window/temporaryFolder.ts';
import { installPeers } from './installPeers.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
const rounds = 3;
const requestsByCurl = 15;

installPeers();

// Takes a body in and answers; whether it is a picture is not what is measured here.
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.setHeader('content-type', 'application/json').end('{"prompt":"a castle, blue"}');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const folder = temporaryFolder();

interface Measured {
  readonly medianMs: number;
  readonly peakMb: number;
}

for (const megabytes of [1, 12]) {
  const file = join(folder.path, `${megabytes}.jpg`);
  writeFileSync(file, randomBytes(megabytes * 1_000_000));
  const results: Record<string, Measured[]> = { engine: [], sdk: [], curl: [] };
  for (let round = 0; round < rounds; round++) {
    for (const way of ['engine', 'sdk'] as const) {
      const { stdout } = await run(process.execPath, [join(here, 'sendOnce.ts'), way, url, file]);
      results[way]?.push(JSON.parse(stdout) as Measured);
    }
    results.curl?.push(await curl(file));
  }
  console.log(`\n${megabytes} MB, median of ${rounds} rounds (spread)`);
  for (const [way, measured] of Object.entries(results)) {
    const times = measured.map(({ medianMs }) => medianMs).sort((one, other) => one - other);
    const peaks = measured.map(({ peakMb }) => peakMb).sort((one, other) => one - other);
    const middle = (rounds - 1) / 2;
    console.log(
      `${way.padEnd(8)}${times[middle]?.toFixed(1).padStart(8)} ms (${times[0]?.toFixed(1)} to ${times.at(-1)?.toFixed(1)})` +
        (way === 'curl' ? '' : `${peaks[middle]?.toFixed(0).padStart(8)} MB at most`),
    );
  }
}
server.close();
folder.remove();

/** The pipe that one would type, a process each time. */
async function curl(file: string): Promise<Measured> {
  const pipe = `(printf '{"image_file":"'; base64 -w0 "$1"; printf '"}') | curl -s -H 'Content-Type: application/json' -H 'Authorization: Bearer sk_bench' --data-binary @- "$2/v3/img2prompt"`;
  const times: number[] = [];
  for (let request = 0; request < requestsByCurl; request++) {
    const start = performance.now();
    await run('sh', ['-c', pipe, 'sh', file, url]);
    times.push(performance.now() - start);
  }
  return {
    medianMs: times.sort((one, other) => one - other)[(requestsByCurl - 1) / 2] ?? Number.NaN,
    peakMb: 0,
  };
}
