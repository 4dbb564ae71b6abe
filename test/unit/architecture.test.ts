import assert from 'node:assert/strict';
import type { Metafile } from 'esbuild';
import { before, describe, it } from 'mocha';
import { activationEntry, buildBundles } from '../../esbuild.js';

/** What each folder of src/ may import besides itself. Type-only imports leave no trace in a bundle and may cross. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  text: ['core', 'entities', 'js-tokens', 'markdown-it'],
  images: ['core'],
  converter: ['core', 'images', 'sharp', '@resvg/resvg-wasm'],
  net: ['core', 'undici'],
  captions: ['core', 'text', 'ignore', 'picomatch'],
  batch: ['core', 'text', 'captions'],
  engines: ['core', 'net'],
  store: ['core'],
  historyView: [],
  vscode: ['core', 'text', 'images', 'captions', 'batch', 'net', 'engines', 'store', 'vscode'],
  'composition.ts': ['core', 'images', 'net', 'store', 'vscode'],
  'extension.ts': ['batch', 'text', 'vscode'],
};

const packageOf = (path: string) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
const roomOf = (path: string) => packageOf(path) ?? /^src\/([^/]+)/.exec(path)?.[1] ?? path;

describe('The architecture', () => {
  let metafile: Metafile;
  let imports: [importer: string, imported: string][];

  before(async () => {
    metafile = await buildBundles({ write: false });
    imports = Object.entries(metafile.inputs)
      .filter(([path]) => path.startsWith('src/'))
      .flatMap(([path, input]) =>
        input.imports.map(({ path: imported }): [string, string] => [path, imported]),
      )
      .filter(([, imported]) => !imported.startsWith('node:'));
  });

  it('lets imports point down only', () => {
    const against = imports
      .filter(([, imported]) => !imported.startsWith('./')) // a bundle that is loaded on first use
      .filter(([importer, imported]) => {
        const [from, to] = [roomOf(importer), roomOf(imported)];
        return from !== to && !mayImport[from]?.includes(to);
      });
    assert.deepEqual(against, []);
  });

  it('knows every room of the house', () => {
    const rooms = new Set(
      Object.keys(metafile.inputs)
        .filter((path) => path.startsWith('src/'))
        .map(roomOf),
    );
    assert.deepEqual([...rooms].sort(), Object.keys(mayImport).sort());
  });

  it('keeps the vscode API in its one room', () => {
    const users = imports
      .filter(([, imported]) => imported === 'vscode')
      .map(([importer]) => roomOf(importer));
    assert.deepEqual([...new Set(users)].sort(), ['composition.ts', 'extension.ts', 'vscode']);
  });

  it('has no cycles', () => {
    const importedBy = Map.groupBy(imports, ([importer]) => importer);
    const finished = new Set<string>();
    const visit = (path: string, way: readonly string[]) => {
      assert.ok(!way.includes(path), [...way, path].join(' -> '));
      if (finished.has(path)) return;
      for (const [, imported] of importedBy.get(path) ?? []) visit(imported, [...way, path]);
      finished.add(path);
    };
    for (const path of importedBy.keys()) visit(path, []);
  });

  it('reaches no package at activation', () => {
    const bundle = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === activationEntry);
    const packages = Object.keys(bundle?.inputs ?? {}).map(packageOf);
    assert.ok(packages.length > 0);
    assert.deepEqual(
      packages.filter((name) => name !== undefined),
      [],
    );
  });
});
