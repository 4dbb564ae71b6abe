// `npm run bench`: every bench, each in a process of its own, one after another, into its section of RESULTS.md;
// `-- images captions` some of them. `-- --short`, a part of `npm test`, takes few rounds, writes nothing, and fails where
// a ratio is beyond its limit twice. Goes on after a failure.
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension } from '../test/window/buildExtension.ts';
import { startProcess } from '../test/window/startProcess.ts';
import type { Bench, Result, ShortResult } from './bench.ts';
import { type BenchName, benches, benchNames } from './benches.ts';
import { judge } from './judge.ts';
import { describeMachine } from './machine.ts';
import { withSection } from './resultsFile.ts';

const resultsFile = join(import.meta.dirname, 'RESULTS.md');
const titles = benchNames.map((name) => benches[name].title);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}, but ${benchNames.join(', ')}.`);
  process.exit(1);
}
const machine = describeMachine();
await buildExtension('--production');
for (const name of benchNames) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const bench: Bench = benches[name];
  console.log(`\n── ${bench.title}`);
  try {
    await (values.short ? check(name, bench) : write(name, bench));
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
}

async function check(name: BenchName, { short }: Bench): Promise<void> {
  if (short === undefined) {
    console.log('has no short form');
    return;
  }
  // What another process was busy with spoils one measurement; what is slow is slow again.
  for (const attempt of ['first', 'second']) {
    const result = (await measureInProcess(name, 'short')) as ShortResult;
    const verdicts = judge(result, short.limits);
    for (const { line } of verdicts) console.log(line);
    if (verdicts.every(({ isWithin }) => isWithin)) return;
    if (attempt === 'first') console.log('once more:');
  }
  process.exitCode = 1;
}

async function write(name: BenchName, { title }: Bench): Promise<void> {
  const result = (await measureInProcess(name, 'full')) as Result;
  const file = existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8') : '';
  writeFileSync(resultsFile, withSection(file, { title, date: new Date(), machine, result }, titles));
}

async function measureInProcess(name: BenchName, form: 'full' | 'short'): Promise<unknown> {
  const program = join(import.meta.dirname, 'runBench.ts');
  const { child, ended } = startProcess(process.execPath, [program, name, form], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    lastSignal: 'SIGTERM',
  });
  const failed = ended.then((code) => {
    throw new Error(`${name} was not measured (${code}).`);
  });
  failed.catch(() => {}); // once it has answered, it may end
  const [result] = await Promise.race([once(child, 'message'), failed]);
  child.disconnect();
  await ended;
  return result;
}
