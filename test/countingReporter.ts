import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Mocha from 'mocha';

/** What a run of mocha came to. A hook that fails counts as a failed test. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Mocha's `spec`, which also writes the counts as JSON to the file of its option `output`. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      const counts: TestCounts = { passed, failed, skipped };
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, JSON.stringify(counts));
    });
  }
}
