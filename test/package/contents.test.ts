import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { describe, it } from 'mocha';
import { imagesIn } from '../../src/text/images/imagesIn.ts';
import { packedFiles, packedText, vsix } from './packedFiles.ts';
import { tracesOfThisMachine } from './tracesOfThisMachine.ts';

/** The files that run, and the kB that each may have at most: what makes one much larger is to be seen here. */
const maxKilobytes: Readonly<Record<string, number>> = {
  'dist/extension.cjs': 60, // all that activation reads
  'dist/composition.cjs': 300,
  'dist/undiciTransport.cjs': 650,
  'dist/imagesIn.cjs': 150,
  'dist/historyView.js': 20,
  'dist/historyView.css': 10,
  'dist/converter.cjs': 200,
  'dist/memoryWatch.cjs': 1,
  'dist/sharpWasm32.cjs': 150,
  'dist/sharp-wasm32-0.35.5.node.wasm': 10_000,
  'dist/libheif.cjs': 120,
  'dist/libheif.wasm': 1600,
  'dist/resvg.wasm': 2700,
};

/** The files beside them. */
const others = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'package.json',
  'package.nls.json',
  'package.nls.ja.json',
  'package.nls.zh-cn.json',
  'l10n/bundle.l10n.ja.json',
  'l10n/bundle.l10n.zh-cn.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/thirdPartyNotices.txt',
  'licences/README.md',
  'licences/GPL-3.0.txt',
  'licences/LGPL-3.0.txt',
  'licences/MPL-2.0.txt',
  'media/icon.png',
  'media/imageToPrompt.svg',
  'media/sample.png',
];

const maxPackageMegabytes = 6.5;

const manifestText = packedText('package.json');
const manifest = JSON.parse(manifestText);
const isPacked = (path: string) => packedFiles.has(posix.normalize(path));
const programs = [...packedFiles.keys()].filter((path) => /\.c?js$/.test(path));

describe('The package', () => {
  it('holds just these files, and screenshots', () => {
    const files = [...packedFiles.keys()].filter(
      (path) => !/^media\/screenshots\/\w+-(?:light|dark)\.webp$/.test(path),
    );
    assert.deepEqual(files.sort(), [...Object.keys(maxKilobytes), ...others].sort());
  });

  it(`has at most ${maxPackageMegabytes} MB`, () => {
    assert.ok(vsix.length <= maxPackageMegabytes * 1_000_000, `${vsix.length} bytes`);
  });

  for (const [path, kilobytes] of Object.entries(maxKilobytes)) {
    it(`has at most ${kilobytes} kB in ${path}`, () => {
      const { length = 0 } = packedFiles.get(path) ?? [];
      assert.ok(0 < length && length <= kilobytes * 1000, `${length} bytes`);
    });
  }

  it('is a production build: small, and without source maps', () => {
    assert.ok(programs.length > 0);
    for (const path of [...programs, 'dist/historyView.css']) {
      assert.doesNotMatch(packedText(path), /sourceMappingURL|^\s*\/\/ src\//m, path);
    }
  });

  it('tells nothing of the machine that it was made on', () => {
    const traces = tracesOfThisMachine();
    assert.ok(traces.length > 0);
    const ofOurs = [...packedFiles].filter(([path]) => !path.endsWith('.wasm')); // built by others
    const found = ofOurs.flatMap(([path, bytes]) =>
      traces.filter((trace) => bytes.includes(trace)).map((trace) => `${path}: ${trace}`),
    );
    assert.deepEqual(found, []);
  });

  it('holds every file that the manifest names', () => {
    const named = [...manifestText.matchAll(/"((?:\.\/|media\/|dist\/)[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    assert.ok(named.includes(manifest.main) && named.includes(manifest.icon));
    const missing = named.filter((path) => path !== manifest.l10n && !isPacked(path));
    assert.deepEqual(missing, []);
  });

  it('holds every file of its own that a program names', () => {
    const named = programs.flatMap((path) =>
      [...packedText(path).matchAll(/(?:\b(?:require|import)\("\.\/|__dirname, ?"|"dist\/)([\w.-]+)"/g)].map(
        ([, name]) => `dist/${name}`,
      ),
    );
    assert.ok(named.includes('dist/composition.cjs') && named.includes('dist/libheif.wasm'), named.join());
    assert.deepEqual(
      named.filter((path) => !isPacked(path)),
      [],
    );
  });

  it('requires nothing else but what VS Code and Node bring', () => {
    const required = programs.flatMap((path) =>
      [...packedText(path).matchAll(/\brequire\("([^"./][^"]*)"\)/g)].map(([, name = '']) => name),
    );
    assert.ok(required.includes('vscode'));
    const foreign = required
      .filter((name) => name !== 'vscode' && !isBuiltin(name))
      // sharp asks for those where it looks for its builds for one system, which has an end before it begins here.
      .filter((name) => !name.startsWith('@img/sharp-libvips-dev/'));
    assert.deepEqual(foreign, []);
  });

  for (const document of ['readme.md', 'changelog.md']) {
    it(`has every picture of ${document}, or where it is on the web`, () => {
      const pictures = imagesIn('markdown', packedText(document)).map(({ destination = '' }) => destination);
      assert.deepEqual(
        pictures.filter((picture) => !/^https:\/\//.test(picture) && !isPacked(decodeURI(picture))),
        [],
      );
    });
  }

  it('tells first in its changelog what is new in this version', () => {
    const [, newest] = /^## (\S+)\n\n- /m.exec(packedText('changelog.md')) ?? [];
    assert.equal(newest, manifest.version);
  });

  it('is for every system, and no preview', () => {
    const xml = packedText('extension.vsixmanifest');
    const { publisher, name, version, engines } = manifest;
    assert.match(
      xml,
      new RegExp(`<Identity [^>]*Id="${name}" Version="${version}" Publisher="${publisher}"`),
    );
    assert.ok(xml.includes(`Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"`));
    assert.doesNotMatch(xml, /TargetPlatform|PreRelease/);
  });
});
