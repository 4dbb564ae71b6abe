// What VS Code loads as the tests for `activation.ts`: activates the extensions of BENCH_EXTENSIONS in that order, and
// writes what it measured to BENCH_RESULTS.
import { realpathSync, statSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extensions } from 'vscode';

export interface Activation {
  readonly id: string;
  readonly ms: number;
  /** The files that this loaded, by their paths in the extension's folder. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}
export type Measurement = readonly Activation[];

/** The other extensions of a new window start meanwhile, and are not to be measured. */
const settleMs = 4000;

export async function run(): Promise<void> {
  await setTimeout(settleMs);
  const activations: Activation[] = [];
  for (const id of process.env.BENCH_EXTENSIONS?.split(',') ?? []) activations.push(await activate(id));
  writeFileSync(process.env.BENCH_RESULTS ?? '', JSON.stringify(activations));
}

async function activate(id: string): Promise<Activation> {
  const extension = extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not there.`);
  if (extension.isActive) throw new Error(`${id} is active already.`);
  const loadedBefore = new Set(Object.keys(require.cache));
  const start = performance.now();
  await extension.activate();
  const ms = performance.now() - start;
  const folder = realpathSync(extension.extensionPath);
  const files = Object.keys(require.cache)
    .filter((path) => path.startsWith(folder) && !loadedBefore.has(path))
    .map((path) => ({ path: relative(folder, path), bytes: statSync(path).size }));
  return { id, ms, files };
}
