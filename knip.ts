// Tells `npm run unused` where the code begins; what is not reached from there is dead. An entry with an exclamation
// mark is of what is shipped. What is left out has its reason here, and an exception that nothing needs is an error.
import type { KnipConfig } from 'knip';
import { bundleOptions, pageOptions } from './esbuild.js';

const shipped = [
  ...Object.values(bundleOptions.entryPoints),
  ...pageOptions.entryPoints.map(({ in: path }) => path),
].filter((path) => /^src\/.*\.ts$/.test(path));

/** VS Code brings it to what runs inside. */
const ofVsCode = 'vscode';

export default {
  treatConfigHintsAsErrors: true,
  workspaces: {
    '.': {
      entry: [
        ...shipped.map((path) => `${path}!`),
        'test/host/index.ts',
        'test/{host,images,installed,package,ui,unit}/**/*.test.ts',
        // Extensions that tests install.
        'test/host/otherExtension/*.cjs',
        // Programs that tests start.
        'test/images/converterOfOnePicture.ts',
        'test/images/hostile/hostProgram.ts',
        'fuzz/{rounds,targets/*}.ts',
        'test/unit/batch/stayAlive.ts',
        'test/unit/store/writeEntries.ts',
        'test/window/launchBrowserCode.ts',
      ],
      project: ['*.{js,ts}', 'src/**/*.ts!', '{fuzz,scripts,test}/**/*.{cjs,ts}'],
      // The build takes its files by their paths.
      ignoreDependencies: ['@img/sharp-wasm32'],
      // A bundle, beside that of the converter once both are built.
      ignoreUnresolved: ['./memoryWatch.cjs'],
      // Debian's.
      ignoreBinaries: ['apt-get'],
    },
    bench: {
      // Programs that benches start, and what they run inside VS Code; the benches themselves are in package.json.
      entry: [
        'runBench.ts',
        'captions/captionLoop.ts',
        'images/{runWay,watchDelay}.ts',
        'measure*.ts',
        'sendOnce.ts',
      ],
      project: ['**/*.ts'],
      ignoreDependencies: [
        ofVsCode,
        // Their names stand in tables.
        /^@jsquash\//,
      ],
    },
  },
} satisfies KnipConfig;
