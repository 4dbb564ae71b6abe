// `npm test`: every check there is, each in a process of its own. Goes on after a failure, so that all is counted, and
// ends with what failed and the line `N passed, N failed`.
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

const knip = 'node_modules/knip/bin/knip.js';

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
  { name: 'Unused code and packages', command: [knip], limitMinutes: 5 },
  { name: 'Code that only tests use', command: [knip, '--production', '--workspace', '.'], limitMinutes: 5 },
  { name: 'Package', command: ['vsix.ts'], limitMinutes: 5 },
  {
    name: 'Package tests',
    ...mocha('test/package/.mocharc.json', 'out/results/package.json'),
    limitMinutes: 5,
  },
  {
    name: 'Installed tests',
    ...mocha('test/installed/.mocharc.json', 'out/results/installed.json'),
    limitMinutes: 15,
  },
  { name: 'Build', command: ['esbuild.js'], limitMinutes: 5 },
  { name: 'Unit tests', ...mocha('.mocharc.json', 'out/results/unit.json'), limitMinutes: 15 },
  { name: 'Image tests', ...mocha('test/images/.mocharc.json', 'out/results/images.json'), limitMinutes: 10 },
  { name: 'Fuzzing, the short form', command: ['fuzz/main.ts', '--short'], limitMinutes: 10 },
  { name: 'Host tests', command: ['test/host/run.ts'], counts: 'out/results/host.json', limitMinutes: 25 },
  { name: 'UI tests', ...mocha('test/ui/.mocharc.json', 'out/results/ui.json'), limitMinutes: 45 },
  { name: 'Benches, the short form', command: ['bench/run.ts', '--short'], limitMinutes: 10 },
];

let passed = 0;
const failed: string[] = [];
let skipped = 0;
for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const counts = await run(step);
  passed += counts.passed;
  failed.push(...counts.failed);
  skipped += counts.skipped;
}
if (skipped > 0)
  console.log(`\n${skipped} skipped: what they need is not to be had here, as they say above.`);
if (failed.length > 0) console.log(['\nFailed:', ...failed].join('\n  '));
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

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

  const none: TestCounts = { passed: 0, failed: [], skipped: 0 };
  if (!countsFile) return ended === 0 ? { ...none, passed: 1 } : { ...none, failed: [name] };
  const counted = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as TestCounts)
    : none;
  // A runner that ran nothing, or failed otherwise than by its tests, is a failure of its own.
  const named = { ...counted, failed: counted.failed.map((title) => `${name}: ${title}`) };
  if (named.failed.length > 0 || (ended === 0 && named.passed > 0)) return named;
  return {
    ...named,
    failed: [`${name}: the runner ended with ${ended} after ${named.passed} passed tests`],
  };
}
