// What VS Code loads as the tests for `captions.ts`: captions the pictures in BENCH_FOLDER, and writes how long that took,
// what memory this process had and how late its event loop was to BENCH_RESULTS.
import { readdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';

interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface CaptionRun {
  readonly seconds: number;
  /** The resident memory of the extension host, in megabytes. */
  readonly memoryMb: { readonly atTenth: number; readonly atEnd: number; readonly peak: number };
  /**
   * The least that the heap and its buffers held within a part of the run, in megabytes: what a collection of garbage
   * leaves, however much of it there is before.
   */
  readonly keptMb: { readonly inSecondTenth: number; readonly inLastTenth: number };
  readonly delayMs: Delays;
  /** The same host while nothing is asked of it. */
  readonly idle: { readonly memoryMb: number; readonly delayMs: Delays };
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
  const idleDelay = monitorEventLoopDelay();
  idleDelay.enable();
  await setTimeout(idleMs);
  idleDelay.disable();
  const idle = { memoryMb: memoryMb(), delayMs: delaysOf(idleDelay) };

  const samples: number[] = [];
  const kept: number[] = [];
  const sampling = setInterval(() => {
    samples.push(memoryMb());
    kept.push(keptMb());
  }, sampleMs);
  const delay = monitorEventLoopDelay();
  delay.enable();
  const start = performance.now();
  await commands.executeCommand('img2prompt.saveCaption', pictures[0], pictures);
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(sampling);
  const tenth = Math.ceil(kept.length / 10);
  const measured: CaptionRun = {
    seconds,
    memoryMb: {
      atTenth: samples[Math.floor(samples.length / 10)] ?? Number.NaN,
      atEnd: samples.at(-1) ?? Number.NaN,
      peak: Math.max(...samples),
    },
    keptMb: {
      inSecondTenth: Math.min(...kept.slice(tenth, 2 * tenth)),
      inLastTenth: Math.min(...kept.slice(-tenth)),
    },
    delayMs: delaysOf(delay),
    idle,
  };
  writeFileSync(BENCH_RESULTS, JSON.stringify(measured));
}

function memoryMb(): number {
  return process.memoryUsage.rss() / 1e6;
}

function keptMb(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function delaysOf(histogram: ReturnType<typeof monitorEventLoopDelay>): Delays {
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return { p50: ms(histogram.percentile(50)), p99: ms(histogram.percentile(99)), most: ms(histogram.max) };
}
