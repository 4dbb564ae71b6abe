// What VS Code loads as the tests: runs every host test inside the extension host.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../countingReporter.ts';
import { testOutputMark } from './testOutputMark.ts';

/** @throws when a test failed, which has VS Code exit with a code other than 0. */
export async function run(): Promise<void> {
  // A window logs a great deal: the mark tells what the tests say.
  Mocha.reporters.Base.consoleLog = (...line) => console.log(testOutputMark + format(...line));
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    color: false,
    reporter: CountingReporter,
    reporterOptions: { output: process.env.HOST_TEST_RESULTS },
    ...(process.env.HOST_TEST_GREP && { grep: process.env.HOST_TEST_GREP }),
  });
  const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  for (const name of tests.sort()) mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} host tests failed.`);
}
