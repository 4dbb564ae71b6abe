import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Mocha from 'mocha';

/** What a run of mocha came to. */
export interface TestCounts {
  readonly passed: number;
  /** The full titles of those that failed; a hook that fails counts as a test. */
  readonly failed: readonly string[];
  readonly skipped: number;
}

/** Mocha's `spec`, which also writes the counts as JSON to the file of its option `output`. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    const failed: string[] = [];
    runner.on('fail', (test) => failed.push(test.fullTitle()));
    runner.once('end', () => {
      const { passes: passed, pending: skipped } = this.stats;
      const counts: TestCounts = { passed, failed, skipped };
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, JSON.stringify(counts));
    });
  }
}
