// Runs the host tests in a real VS Code, through @vscode/test-electron: the desktop one where it can be had, else the
// browser one behind a launcher.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { checkout } from '../window/checkout.ts';
import { copySampleWorkspace } from '../window/copySampleWorkspace.ts';
import { findDesktopCode } from '../window/findDesktopCode.ts';
import { temporaryFolder } from '../window/temporaryFolder.ts';

const bundles = join(checkout, 'out/test/host');
await build({
  absWorkingDir: checkout,
  entryPoints: ['test/host/index.ts', 'test/host/**/*.test.ts'],
  outdir: bundles,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

const workspace = copySampleWorkspace();
const profile = temporaryFolder();
try {
  await runTests({
    vscodeExecutablePath: (await findDesktopCode()) ?? join(checkout, 'test/window/launchBrowserCode.ts'),
    extensionDevelopmentPath: checkout,
    extensionTestsPath: join(bundles, 'index.cjs'),
    extensionTestsEnv: { HOST_TEST_RESULTS: join(checkout, 'out/results/host.json') },
    launchArgs: [
      workspace.path,
      `--user-data-dir=${join(profile.path, 'data')}`,
      `--extensions-dir=${join(profile.path, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  workspace.remove();
  profile.remove();
}
