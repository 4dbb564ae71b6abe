// `npm test`: every check there is, each in a process of its own. Goes on after a failure, so that all is counted, and
// ends with the line `N passed, N failed`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { TestCounts } from './countingReporter.ts';
import { checkout } from './window/checkout.ts';
import { startProcess } from './window/startProcess.ts';

interface Step {
  readonly name: string;
  /** A script of this checkout and its arguments. */
  readonly command: readonly string[];
  /** After so long it is ended and has failed. */
  readonly limitMinutes: number;
  /** The file its test counts come in; a step without counts as one test. */
  readonly counts?: string;
}

const mocha = (config: string, counts: string): Pick<Step, 'command' | 'counts'> => ({
  command: [
    'node_modules/mocha/bin/mocha.js',
    ...['--config', config],
    ...['--reporter', 'test/countingReporter.ts', '--reporter-option', `output=${counts}`],
  ],
  counts,
});

/** Biome colours what it prints even into a file. */
const plainUnlessTerminal = process.stdout.isTTY ? [] : ['--colors=off'];

const steps: readonly Step[] = [
  { name: 'Type check', command: ['node_modules/typescript/bin/tsc'], limitMinutes: 5 },
  {
    name: "Type check of the history's page",
    command: ['node_modules/typescript/bin/tsc', '--project', 'src/historyView'],
    limitMinutes: 5,
  },
  {
    name: 'Lint',
    command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...plainUnlessTerminal],
    limitMinutes: 5,
  },
  { name: 'Build', command: ['esbuild.js'], limitMinutes: 5 },
  { name: 'Unit tests', ...mocha('.mocharc.json', 'out/results/unit.json'), limitMinutes: 10 },
  { name: 'Image tests', ...mocha('test/images/.mocharc.json', 'out/results/images.json'), limitMinutes: 10 },
  { name: 'Fuzz', command: ['fuzz/main.ts', '--short'], limitMinutes: 10 },
  { name: 'Host tests', command: ['test/host/run.ts'], counts: 'out/results/host.json', limitMinutes: 15 },
  { name: 'UI tests', ...mocha('test/ui/.mocharc.json', 'out/results/ui.json'), limitMinutes: 30 },
];

let passed = 0;
let failed = 0;
for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const counts = await run(step);
  passed += counts.passed;
  failed += counts.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function run({ name, command, counts, limitMinutes }: Step): Promise<TestCounts> {
  const countsFile = counts && join(checkout, counts);
  if (countsFile) rmSync(countsFile, { force: true });

  const step = startProcess(process.execPath, command, {
    cwd: checkout,
    // Launchers and npm find the Node that runs us.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
    lastSignal: 'SIGTERM',
  });
  const limit = setTimeout(() => {
    console.log(`${name}: not done after ${limitMinutes} minutes, ended.`);
    step.stop(10_000);
  }, limitMinutes * 60_000);
  const ended = await step.ended;
  clearTimeout(limit);

  if (!countsFile) return ended === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as TestCounts)
    : { passed: 0, failed: 0 };
  // A runner that ran nothing, or failed otherwise than by its tests, is a failure of its own.
  if (failed > 0 || (ended === 0 && passed > 0)) return { passed, failed };
  console.log(`${name}: the runner ended with ${ended} after ${passed} passed tests.`);
  return { passed, failed: 1 };
}
