// Bundles the extension into dist/, as CommonJS. esbuild splits only ES modules, so what must not be loaded at
// activation is named here as an entry of its own: a dynamic import() of that file in src/ becomes a require() of its
// bundle.
import { globSync, readFileSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

export const activationEntry = 'src/extension.ts';
export const entriesLoadedOnFirstUse = [
  'src/composition.ts',
  'src/net/undiciTransport.ts',
  'src/text/images/imagesIn.ts',
];

/** The process that converts pictures, and the thread in it that watches its memory. */
const converterEntries = { converter: 'src/converter/main.ts', memoryWatch: 'src/converter/memoryWatch.ts' };

/**
 * The image libraries are files of their own, which anybody may replace by another build of the same library, as their
 * licences ask. sharp's starts its threads from the file it is in.
 */
const sharpWasm = 'node_modules/@img/sharp-wasm32/lib/sharp-wasm32-0.35.5.node';
const libraryEntries = { sharpWasm32: `${sharpWasm}.js` };
const libraryFiles = {
  [basename(`${sharpWasm}.wasm`)]: `${sharpWasm}.wasm`,
  'libheif.cjs': 'node_modules/libheif-js/libheif-wasm/libheif.js',
  'libheif.wasm': 'node_modules/libheif-js/libheif-wasm/libheif.wasm',
  'resvg.wasm': 'node_modules/@resvg/resvg-wasm/index_bg.wasm',
};

/**
 * Points what the converter imports of its libraries at those files. sharp looks for the binary of this platform; here
 * it gets the one for all of them.
 * @type {import('esbuild').Plugin}
 */
const imageLibraries = {
  name: 'image-libraries',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^sharp$/ }, () => ({ path: resolve('node_modules/sharp/dist/index.cjs') }));
    onLoad({ filter: /sharp[\\/]dist[\\/]sharp\.cjs$/ }, () => ({
      contents: "module.exports = require('./sharpWasm32.cjs');",
    }));
    onResolve({ filter: /^\.\/sharpWasm32\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /libheif\.js$/ }, () => ({ path: './libheif.cjs', external: true }));
  },
};

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

/** @satisfies {import('esbuild').BuildOptions} */
export const bundleOptions = {
  entryPoints: {
    ...Object.fromEntries(
      [activationEntry, ...entriesLoadedOnFirstUse].map((file) => [basename(file, '.ts'), file]),
    ),
    ...converterEntries,
    ...libraryEntries,
  },
  outdir: 'dist',
  entryNames: '[name]',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  logLevel: 'warning',
  plugins: [lazyEntries, imageLibraries],
};

/**
 * The page of the history, which runs in a browser: its script and its style.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const pageOptions = {
  entryPoints: [
    { in: 'src/historyView/main.ts', out: 'historyView' },
    { in: 'src/historyView/style.css', out: 'historyView' },
  ],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  logLevel: 'warning',
};

/**
 * Builds all bundles.
 * @param {import('esbuild').BuildOptions} options
 * @returns what is in them: `inputs` of all, and `outputs`
 */
export async function buildBundles(options) {
  const [{ metafile: extension }, { metafile: page }] = await Promise.all([
    build({ ...bundleOptions, ...options, metafile: true }),
    build({ ...pageOptions, ...options, metafile: true }),
  ]);
  return {
    inputs: { ...extension.inputs, ...page.inputs },
    outputs: { ...extension.outputs, ...page.outputs },
  };
}

/**
 * The packages whose code is in dist/, in the order of their names.
 * @param {import('esbuild').Metafile} metafile of all bundles
 */
export function shippedPackages({ inputs }) {
  const folders = [...Object.keys(inputs), ...Object.values(libraryFiles)]
    .map((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    return { name: String(name), version: String(version), folder };
  });
}

/**
 * Where the licence of a package stands that brings no text of it.
 * @type {Record<string, string>}
 */
const licencesWithoutFile = { '@resvg/resvg-wasm': 'licences/MPL-2.0.txt' };

/**
 * The licence of a package, which its text asks to be passed on.
 * @param {{ name: string, version: string, folder: string }} shippedPackage
 */
function notice({ name, version, folder }) {
  const [licence = licencesWithoutFile[name]] = globSync(`${folder}/LICEN[CS]E*`);
  if (licence === undefined) throw new Error(`${name} has no licence file.`);
  return `${name} ${version}\n\n${readFileSync(licence, 'utf8').trim()}\n`;
}

if (import.meta.main) {
  const production = process.argv.includes('--production');
  await rm('dist', { recursive: true, force: true });
  const metafile = await buildBundles({ minify: production, sourcemap: !production });
  for (const [name, from] of Object.entries(libraryFiles)) await copyFile(from, `dist/${name}`);
  const notices = shippedPackages(metafile).map(notice);
  await writeFile('dist/thirdPartyNotices.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
