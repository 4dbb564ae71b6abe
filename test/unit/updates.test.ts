import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { buildBundles, shippedPackages } from '../../esbuild.js';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory: string;
  readonly groups: Readonly<Record<string, { readonly patterns: readonly string[] }>>;
  readonly ignore?: readonly { readonly 'dependency-name': string; readonly versions?: readonly string[] }[];
}

const { updates }: { updates: readonly Update[] } = parse(readFileSync('.github/dependabot.yml', 'utf8'));
const ofPackages = updates.filter((update) => update['package-ecosystem'] === 'npm');
const ofRoot = ofPackages.find(({ directory }) => directory === '/');
const held = ofRoot?.ignore ?? [];
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('Updates of packages', () => {
  it('are looked for wherever packages are locked', () => {
    const locks = globSync('**/package-lock.json', { exclude: ['**/node_modules', '.vscode-test'] });
    assert.deepEqual(
      ofPackages.map(({ directory }) => directory).sort(),
      locks.map((path) => `/${dirname(path)}`.replace(/\.$/, '')).sort(),
    );
  });

  it('are held back of packages that there are', () => {
    assert.ok(held.length > 0);
    for (const { 'dependency-name': name } of held) assert.ok(name in devDependencies, name);
  });

  it('come apart from those of tools where the package is shipped', async () => {
    const shipped = shippedPackages(await buildBundles({ write: false })).map(({ name }) => name);
    const heldAltogether = held.filter(({ versions }) => !versions).map((one) => one['dependency-name']);
    assert.deepEqual(
      ofRoot?.groups.shipped?.patterns,
      shipped.filter((name) => name in devDependencies && !heldAltogether.includes(name)).sort(),
    );
  });
});
