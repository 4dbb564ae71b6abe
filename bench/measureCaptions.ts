// What VS Code loads as the tests for `captions.ts`: captions the pictures in BENCH_FOLDER, and writes how long that took,
// what memory this process had and how late its event loop was to BENCH_RESULTS.
import { readdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';
import { type Delay, delayOf } from './delay.ts';
import { type Spread, spreadOf } from './spread.ts';

/** The extension host while something goes on. Memory in megabytes. */
export interface HostWatch {
  readonly seconds: number;
  /** Resident. */
  readonly memory: Spread & { readonly atTenth: number; readonly atEnd: number };
  /**
   * The least that the heap and its buffers held within a part of the time: what a collection of garbage leaves,
   * however much of it there is before.
   */
  readonly kept: { readonly inSecondTenth: number; readonly inLastTenth: number };
  readonly delay: Delay;
}

export interface CaptionRun {
  readonly captioning: HostWatch;
  /** Before that. */
  readonly idle: HostWatch;
}

/** The other extensions of a new window start meanwhile, and are not to be measured. */
const settleMs = 6000;
const idleMs = 5000;
const sampleMs = 100;

export async function run(): Promise<void> {
  const { BENCH_URL, BENCH_FOLDER = '', BENCH_RESULTS = '' } = process.env;
  const configuration = workspace.getConfiguration('img2prompt');
  await configuration.update('baseUrl', `${BENCH_URL}`, ConfigurationTarget.Global);
  // A key is not asked for on this machine, and what the pictures hold is none of this measurement.
  await configuration.update('embeddedPrompt', 'ignore', ConfigurationTarget.Global);
  const pictures = readdirSync(BENCH_FOLDER)
    .filter((name) => name.endsWith('.png'))
    .map((name) => Uri.file(`${BENCH_FOLDER}/${name}`));
  await setTimeout(settleMs);
  const idle = await watchHost(() => setTimeout(idleMs));
  const captioning = await watchHost(() =>
    commands.executeCommand('img2prompt.saveCaption', pictures[0], pictures),
  );
  writeFileSync(BENCH_RESULTS, JSON.stringify({ captioning, idle } satisfies CaptionRun));
}

async function watchHost(work: () => Thenable<unknown>): Promise<HostWatch> {
  const resident: number[] = [];
  const held: number[] = [];
  const sample = () => {
    const { rss, heapUsed, external } = process.memoryUsage();
    resident.push(rss / 1e6);
    held.push((heapUsed + external) / 1e6);
  };
  const sampling = setInterval(sample, sampleMs);
  const delay = monitorEventLoopDelay();
  delay.enable();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(sampling);
  sample();
  const tenth = Math.ceil(held.length / 10);
  return {
    seconds,
    memory: {
      ...spreadOf(resident),
      atTenth: resident[Math.floor(resident.length / 10)] ?? Number.NaN,
      atEnd: resident.at(-1) ?? Number.NaN,
    },
    kept: {
      inSecondTenth: Math.min(...held.slice(tenth, 2 * tenth)),
      inLastTenth: Math.min(...held.slice(-tenth)),
    },
    delay: delayOf(delay),
  };
}
