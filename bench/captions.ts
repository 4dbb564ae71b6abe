import type { Bench } from './bench.ts';
import { BenchWindows, vsCodeVersions } from './benchWindow.ts';
import { compareRates, wayNames } from './captions/compareRates.ts';
import { watchHost } from './captions/watchHost.ts';
import { installPeers } from './installPeers.ts';
import { packageVersions } from './packageVersions.ts';

const latencyMs = 200;
const rounds = 3;
const slowPictures = 2000;
const fastPictures = 10_000;

export const captions: Bench = {
  title: 'Captions of many pictures',
  async measure() {
    installPeers();
    const bench = await BenchWindows.prepare('measureCaptions.ts');
    const slow = { pictures: slowPictures, latencyMs, rounds, peers: ['bare', 'sdk'] } as const;
    const rates = await compareRates(bench, slow);
    const host = await watchHost(bench, fastPictures);
    bench.remove();
    return {
      how:
        'Small pictures, as many at once as the extension has by default, and a server on this machine: first one that ' +
        `takes ${latencyMs} ms for each, beside loops in plain Node, ${rounds} runs of each in turns; then one that answers ` +
        'at once, beside the same extension host before it began, and that again after the captions were deleted. The timer ' +
        'that tells the delay of the event loop comes every 10 ms. V8 doubles the room of its young generation now and ' +
        'then, up to a greatest size, as a host gets older: memory is shown with it and without.',
      versions: { ...(await vsCodeVersions()), ...packageVersions('novita-sdk') },
      tables: [rates, ...host.tables],
      notes: host.notes,
    };
  },
  short: {
    async measure() {
      const bench = await BenchWindows.prepare('measureCaptions.ts');
      const rates = await compareRates(bench, { pictures: 200, latencyMs: 100, rounds: 1, peers: ['bare'] });
      bench.remove();
      return { tables: [rates] };
    },
    limits: [{ beside: wayNames.bare, atLeast: 0.5 }],
  },
};
