// Bundles the extension into dist/, as CommonJS. esbuild splits only ES modules, so what must not be loaded at
// activation is named here as an entry of its own: a dynamic import() of that file in src/ becomes a require() of its
// bundle.
import { globSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

export const activationEntry = 'src/extension.ts';
export const entriesLoadedOnFirstUse = [
  'src/composition.ts',
  'src/net/undiciTransport.ts',
  'src/images/probe.ts',
];

/**
 * Points a dynamic import() of a file that is loaded on first use at its bundle.
 * @type {import('esbuild').Plugin}
 */
const lazyEntries = {
  name: 'lazy-entries',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const entry = entriesLoadedOnFirstUse.find((file) => resolve(file) === resolve(resolveDir, path));
      return entry ? { path: `./${basename(entry, '.ts')}.cjs`, external: true } : undefined;
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
export const bundleOptions = {
  entryPoints: [activationEntry, ...entriesLoadedOnFirstUse],
  outdir: 'dist',
  entryNames: '[name]',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  logLevel: 'warning',
  plugins: [lazyEntries],
};

if (import.meta.main) {
  const production = process.argv.includes('--production');
  await rm('dist', { recursive: true, force: true });
  const { metafile } = await build({
    ...bundleOptions,
    minify: production,
    sourcemap: !production,
    metafile: true,
  });
  await writeFile('dist/thirdPartyNotices.txt', thirdPartyNotices(metafile));
}

/**
 * The licences of the packages whose code is in the bundles, which their texts ask to be passed on.
 * @param {import('esbuild').Metafile} metafile
 */
function thirdPartyNotices(metafile) {
  const folders = Object.keys(metafile.inputs).map(
    (path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0],
  );
  const notices = [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const [licence] = globSync(`${folder}/LICEN[CS]E*`);
      if (licence === undefined) throw new Error(`${name} has no licence file.`);
      return `${name} ${version}\n\n${readFileSync(licence, 'utf8').trim()}\n`;
    });
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}
