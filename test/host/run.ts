// Runs the host tests in a real VS Code, through @vscode/test-electron: the desktop one where it can be had, else the
// browser one behind a launcher.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { checkout } from '../window/checkout.ts';
import { copySampleWorkspace } from '../window/copySampleWorkspace.ts';
import { findDesktopCode } from '../window/findDesktopCode.ts';
import { temporaryFolder } from '../window/temporaryFolder.ts';

const bundles = join(checkout, 'out/test/host');
// A test that is gone is not to be run.
rmSync(bundles, { recursive: true, force: true });
await build({
  absWorkingDir: checkout,
  entryPoints: ['test/host/index.ts', 'test/host/**/*.test.ts'],
  outdir: bundles,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // Mocha's own entry is an ES module, which Node 22 and 24 hand to require() in different shapes.
  alias: { mocha: 'mocha/lib/mocha.cjs' },
  external: ['vscode', 'mocha/lib/mocha.cjs'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

const workspace = copySampleWorkspace();
const profile = temporaryFolder();
const dataFolder = join(profile.path, 'data');
const extensionsFolder = join(profile.path, 'extensions');
cpSync(join(checkout, 'test/host/otherExtension'), join(extensionsFolder, 'test.other-1.0.0'), {
  recursive: true,
});
try {
  await runTests({
    vscodeExecutablePath: (await findDesktopCode()) ?? join(checkout, 'test/window/launchBrowserCode.ts'),
    extensionDevelopmentPath: checkout,
    extensionTestsPath: join(bundles, 'index.cjs'),
    extensionTestsEnv: {
      HOST_TEST_RESULTS: join(checkout, 'out/results/host.json'),
      HOST_TEST_DATA: dataFolder,
      HOST_TEST_GREP: process.argv[2] ?? '',
    },
    launchArgs: [workspace.path, `--user-data-dir=${dataFolder}`, `--extensions-dir=${extensionsFolder}`],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  workspace.remove();
  profile.remove();
}
