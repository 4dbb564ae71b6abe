// One way of sending a picture, in a process of its own: `node sendOnce.ts WAY URL FILE`. Prints, as JSON, how long a
// request took in milliseconds (median of several, after one to warm up) and the highest memory in MB.
import { readFileSync } from 'node:fs';
import { Img2promptEngine } from '../src/engines/img2prompt.ts';
import { HttpClient } from '../src/net/httpClient.ts';
import { parseServiceAddress } from '../src/net/serviceAddress.ts';
import { novitaSdk } from './novitaSdk.ts';

const requests = 15;
const key = 'sk_bench';
const [way, url = '', file = ''] = process.argv.slice(2);

const send = await (way === 'engine' ? engine() : sdk());
await send();
const durationsMs: number[] = [];
for (let request = 0; request < requests; request++) {
  const start = performance.now();
  await send();
  durationsMs.push(performance.now() - start);
}
const medianMs = durationsMs.toSorted((one, other) => one - other)[(requests - 1) / 2];
console.log(JSON.stringify({ medianMs, peakMb: process.resourceUsage().maxRSS / 1000 }));
process.exit();

async function engine(): Promise<() => Promise<unknown>> {
  const engine = new Img2promptEngine({
    address: parseServiceAddress(url),
    http: new HttpClient(),
    keys: { get: async () => key, ask: () => Promise.reject(new Error('asked for a key')) },
    timeoutMs: 60_000,
  });
  const { signal } = new AbortController();
  const brief = { style: 'tags', customInstruction: '', language: '' } as const;
  return async () => {
    const bytes = readFileSync(file);
    const facts = { name: file, mimeType: 'image/jpeg', widthPx: 1, heightPx: 1, lacksText: false } as const;
    return await engine.describe(async () => ({ ...facts, bytes }), brief, signal);
  };
}

async function sdk(): Promise<() => Promise<unknown>> {
  const ask = await novitaSdk(url);
  return () => ask(readFileSync(file).toString('base64'));
}
