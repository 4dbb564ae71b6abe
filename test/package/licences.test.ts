import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { buildBundles, shippedPackages } from '../../esbuild.js';
import { packedFiles, packedText } from './packedFiles.ts';

const readme = packedText('licences/README.md');

/** What sharp's build calls its parts, where that is not how the table calls them. */
const knownAs: Readonly<Record<string, string>> = {
  emscripten: 'Emscripten',
  exif: 'libexif',
  ffi: 'libffi',
  heif: 'libheif',
  imagequant: 'libimagequant',
  lcms: 'lcms2',
  png: 'libpng',
  tiff: 'libtiff',
  uhdr: 'libultrahdr',
  vips: 'libvips',
  webp: 'libwebp',
};

describe('The licences in the package', () => {
  it('are those of every package that a bundle took in or whose files lie beside', async () => {
    const metafile = await buildBundles({ write: false });
    assert.ok('src/historyView/main.ts' in metafile.inputs);
    const packages = shippedPackages(metafile);
    for (const one of ['undici', '@img/sharp-wasm32', 'libheif-js', '@resvg/resvg-wasm']) {
      assert.ok(
        packages.some(({ name }) => name === one),
        one,
      );
    }
    const notices = `\n${packedText('dist/thirdPartyNotices.txt')}`;
    const missing = packages.filter(({ name, version }) => !notices.includes(`\n${name} ${version}\n\n`));
    assert.deepEqual(missing, []);
  });

  it('name every file of a library that is no code of ours', () => {
    const files = [...packedFiles.keys()].filter((path) => path.endsWith('.wasm'));
    assert.equal(files.length, 3);
    const patterns = [...readme.matchAll(/`([\w.*-]+\.(?:cjs|wasm))`/g)].map(
      ([, pattern = '']) => new RegExp(`^dist/${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
    );
    for (const file of [...files, 'dist/libheif.cjs', 'dist/sharpWasm32.cjs']) {
      assert.ok(
        patterns.some((pattern) => pattern.test(file)),
        file,
      );
    }
  });

  it('name every library within that of sharp', () => {
    const [row = ''] = /^\| `sharpWasm32.*$/m.exec(readme) ?? [];
    const parts = Object.keys(
      JSON.parse(readFileSync('node_modules/@img/sharp-wasm32/versions.json', 'utf8')),
    );
    assert.ok(parts.includes('vips'));
    assert.deepEqual(
      parts.map((part) => knownAs[part] ?? part).filter((name) => !row.includes(name)),
      [],
    );
  });

  it('have every text that they point to', () => {
    const texts = [...readme.matchAll(/\]\(([\w.-]+)\)/g)].map(([, path]) => `licences/${path}`);
    assert.ok(texts.length > 0);
    assert.deepEqual(
      texts.filter((path) => !packedFiles.has(path)),
      [],
    );
  });
});
