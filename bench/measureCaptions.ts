// What VS Code loads as the tests for `captions.ts`: captions the pictures in BENCH_FOLDER, and writes how long that took,
// what memory this process had and how late its event loop was to BENCH_RESULTS.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';
import { type Delay, delayOf } from './delay.ts';
import { type Spread, spreadOf } from './spread.ts';

/** The extension host while something goes on. Memory in megabytes. */
export interface HostWatch {
  readonly seconds: number;
  /** Resident. */
  readonly memory: MemoryWatch;
  /**
   * The same without V8's young generation. When enough objects have survived, whoever made them and however long that
   * took, V8 doubles the room for young ones, until it has its greatest size.
   */
  readonly memoryWithoutYoung: MemoryWatch;
  readonly delay: Delay;
}

export interface MemoryWatch extends Spread {
  /** When a tenth was done. */
  readonly atTenth: number;
  readonly atEnd: number;
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
  const idleTenth = performance.now() + idleMs / 10;
  const idle = await watchHost(
    () => setTimeout(idleMs),
    () => performance.now() > idleTenth,
  );
  const lastOfTenth = pictures[Math.ceil(pictures.length / 10) - 1]?.fsPath.replace(/png$/, 'txt') ?? '';
  const captioning = await watchHost(
    () => commands.executeCommand('img2prompt.saveCaption', pictures[0], pictures),
    () => existsSync(lastOfTenth),
  );
  writeFileSync(BENCH_RESULTS, JSON.stringify({ captioning, idle } satisfies CaptionRun));
}

async function watchHost(work: () => Thenable<unknown>, isTenthDone: () => boolean): Promise<HostWatch> {
  const all: number[] = [];
  const withoutYoung: number[] = [];
  let tenth: number | undefined;
  const sample = () => {
    if (tenth === undefined && isTenthDone()) tenth = all.length;
    const { rss } = process.memoryUsage();
    all.push(rss / 1e6);
    withoutYoung.push((rss - youngBytes()) / 1e6);
  };
  const memoryOf = (samples: readonly number[]): MemoryWatch => ({
    ...spreadOf(samples),
    atTenth: samples[tenth ?? -1] ?? Number.NaN,
    atEnd: samples.at(-1) ?? Number.NaN,
  });
  const sampling = setInterval(sample, sampleMs);
  const delay = monitorEventLoopDelay();
  delay.enable();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(sampling);
  sample();
  return {
    seconds,
    memory: memoryOf(all),
    memoryWithoutYoung: memoryOf(withoutYoung),
    delay: delayOf(delay),
  };
}

/** What is resident of V8's young generation. */
function youngBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name === 'new_space' || space_name === 'new_large_object_space')
    .reduce((sum, { physical_space_size }) => sum + physical_space_size, 0);
}
