import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from 'yaml';

const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

for (const path of globSync('.github/workflows/*.yml')) {
  describe(`The workflow ${path}`, () => {
    const content = readFileSync(path, 'utf8');

    it('uses actions by their hashes, with the versions beside them', () => {
      const uses = content.match(/\buses:.*/g) ?? [];
      assert.ok(uses.length > 0);
      for (const line of uses) assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it('runs scripts that the manifest has', () => {
      const run = [...content.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        run.filter((name) => !(name in scripts)),
        [],
      );
    });

    it('has no more rights than its jobs ask for, and an end for each', () => {
      const { permissions, jobs } = parse(content);
      assert.ok(Object.values(permissions).every((right) => right === 'read'));
      for (const [name, job] of Object.entries<Record<string, unknown>>(jobs)) {
        assert.equal(typeof job['timeout-minutes'], 'number', name);
      }
    });
  });
}
