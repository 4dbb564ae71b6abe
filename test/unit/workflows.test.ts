import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

const { scripts, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The programs that packages of the manifest bring. */
const tools = new Set(
  Object.keys(devDependencies).flatMap((name) => {
    const { bin = {} } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    return typeof bin === 'string' ? [name] : Object.keys(bin);
  }),
);

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

    it('runs tools that packages of the manifest bring', () => {
      const run = [...content.matchAll(/\bnpx (\S+)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        run.filter((name) => !tools.has(name)),
        [],
      );
    });

    it('lets no code of ours or of a package write anything', () => {
      const { jobs } = parse(content) as { jobs: Readonly<Record<string, Job>> };
      const writers = Object.values(jobs).filter(({ permissions = {} }) =>
        Object.values(permissions).includes('write'),
      );
      for (const { steps } of writers) assert.ok(steps.every(({ run }) => run === undefined));
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
