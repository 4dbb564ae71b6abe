// Bundles the extension into dist/, as CommonJS. esbuild splits only ES modules, so what must not be loaded at
// activation is named here as an entry of its own: a dynamic import() of that file in src/ becomes a require() of its
// bundle.
import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

export const activationEntry = 'src/extension.ts';
export const entriesLoadedOnFirstUse = ['src/net/undiciTransport.ts', 'src/images/probe.ts'];

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
  await build({ ...bundleOptions, minify: production, sourcemap: !production });
}
