// Bundles the extension into dist/, as CommonJS. esbuild splits only ES modules, so what must not be loaded at
// activation is named here as an entry of its own: a dynamic import() of that file in src/ becomes a require() of its
// bundle. out/metafile.json tells what went into which.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

const activation = 'src/extension.ts';
const loadedOnFirstUse = ['src/net/undiciTransport.ts', 'src/images/probe.ts'];

const bundleName = (file) => `${basename(file, '.ts')}.cjs`;

/** Points a dynamic import() of a file that is loaded on first use at its bundle. */
const lazyEntries = {
  name: 'lazy-entries',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const entry = loadedOnFirstUse.find((file) => resolve(file) === resolve(resolveDir, path));
      return entry ? { path: `./${bundleName(entry)}`, external: true } : undefined;
    });
  },
};

await rm('dist', { recursive: true, force: true });
const production = process.argv.includes('--production');
const result = await build({
  entryPoints: [activation, ...loadedOnFirstUse],
  outdir: 'dist',
  entryNames: '[name]',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  minify: production,
  sourcemap: !production,
  metafile: true,
  logLevel: 'warning',
  plugins: [lazyEntries],
});
await mkdir('out', { recursive: true });
await writeFile('out/metafile.json', JSON.stringify(result.metafile));
