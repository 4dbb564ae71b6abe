// One way of sending a picture, in a process of its own: `node sendOnce.ts WAY URL FILE REQUESTS`. Prints, as JSON, how
// long each request took, after one to warm up, and the highest memory.
import { readFileSync } from 'node:fs';
import { Img2promptEngine } from '../src/engines/img2prompt.ts';
import { HttpClient } from '../src/net/httpClient.ts';
import { parseServiceAddress } from '../src/net/serviceAddress.ts';
import { bareFetch } from './bareFetch.ts';
import { novitaSdk } from './novitaSdk.ts';

export interface SentInProcess {
  readonly durationsMs: readonly number[];
  readonly peakMb: number;
}

const [way, url = '', file = '', requests] = process.argv.slice(2);

const send = way === 'engine' ? engine() : base64To(way === 'sdk' ? await novitaSdk(url) : bareFetch(url));
await send();
const durationsMs: number[] = [];
for (let request = 0; request < Number(requests); request++) {
  const start = performance.now();
  await send();
  durationsMs.push(performance.now() - start);
}
const peakMb = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ durationsMs, peakMb } satisfies SentInProcess));
process.exit();

function engine(): () => Promise<unknown> {
  const engine = new Img2promptEngine({
    address: parseServiceAddress(url),
    http: new HttpClient(),
    keys: { get: async () => 'sk_bench', ask: () => Promise.reject(new Error('asked for a key')) },
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

function base64To(ask: (base64: string) => Promise<unknown>): () => Promise<unknown> {
  return () => ask(readFileSync(file).toString('base64'));
}
