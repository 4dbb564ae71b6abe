import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildBundles, shippedPackages } from '../../esbuild.js';
import { acceptedAdvisories } from './advisories/acceptedAdvisories.ts';
import { judgeAdvisories } from './advisories/judgeAdvisories.ts';
import { knownAdvisories } from './advisories/knownAdvisories.ts';

describe('The libraries in the package', () => {
  // Skipped where no registry can tell, unless ADVISORIES=required.
  it('have no known flaw but those that are accepted', async function () {
    const known = await knownAdvisories(shippedPackages(await buildBundles({ write: false })));
    if ('unavailable' in known) {
      const sentence = `Known flaws of the libraries in dist/ were not looked for: ${known.unavailable}.`;
      assert.notEqual(process.env.ADVISORIES, 'required', sentence);
      console.log(`    ${sentence}`);
      this.skip();
    }
    const today = new Date().toISOString().slice(0, 10);
    assert.deepEqual(judgeAdvisories(known.advisories, acceptedAdvisories, today), []);
  });
});
