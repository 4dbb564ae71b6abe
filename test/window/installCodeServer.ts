import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { atExit } from './atExit.ts';
import { downloads } from './checkout.ts';
import { startProcess } from './startProcess.ts';
import { type TestedVersion, testedVersion } from './testedVersion.ts';

/** Versions of the npm package that brings a whole VS Code as a server with a browser workbench: 4.139.1 is 1.139.1. */
export const codeServerVersions: Readonly<Record<TestedVersion, string>> = {
  newest: '4.139.1',
  oldest: '4.105.1',
};

export interface InstalledCodeServer {
  /** The executable of the Node that this version asks for. */
  readonly node: string;
  /** The script to run with it. */
  readonly serverMain: string;
}

/**
 * Installs code-server under `.vscode-test/`, once.
 *
 * @throws when a step of npm fails; why was printed.
 */
export async function installCodeServer(
  version: TestedVersion = testedVersion(),
): Promise<InstalledCodeServer> {
  if (process.platform === 'win32') {
    throw new Error(
      'The browser VS Code (code-server) does not run on Windows: use VSCODE_TEST_HOST=desktop.',
    );
  }
  const packageVersion = codeServerVersions[version];
  const folder = join(downloads, `code-server-${packageVersion}`);
  if (!existsSync(folder)) {
    console.log(`Installing code-server ${packageVersion} under .vscode-test (once, takes a minute)...`);
    await installInto(folder, packageVersion);
  }
  const ownNode = join(folder, 'node_modules/node/bin/node');
  return {
    node: existsSync(ownNode) ? ownNode : process.execPath,
    serverMain: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

async function installInto(folder: string, version: string): Promise<void> {
  // Renamed when whole: an interrupted install is never taken for a good one.
  const partial = `${folder}.partial-${process.pid}`;
  const clear = () => rmSync(partial, { recursive: true, force: true });
  const forget = atExit(clear);
  try {
    await mkdir(partial, { recursive: true });
    writeJson(join(partial, 'package.json'), { private: true, allowScripts: { node: true } });
    // Scripts would compile native modules, which needs a toolchain; the server does without them.
    await npm(partial, `code-server@${version}`, '--ignore-scripts');
    const codeServer = join(partial, 'node_modules/code-server');
    const nodeMajor = readJson(join(codeServer, 'package.json')).engines.node;
    if (nodeMajor !== process.versions.node.split('.')[0]) await npm(partial, `node@${nodeMajor}`);

    const code = join(codeServer, 'lib/vscode');
    dropWatcherFromGitHub(code);
    await npm(code, '--omit=dev', '--ignore-scripts');
    await npm(join(code, 'extensions'), '--omit=dev', '--ignore-scripts');
    await rename(partial, folder);
  } catch (error) {
    clear();
    // Another run may have installed it meanwhile.
    if (!existsSync(folder)) throw error;
  } finally {
    forget();
  }
}

/** Older versions take the file watcher from GitHub, to be compiled, which nothing is here: they do without. */
function dropWatcherFromGitHub(code: string): void {
  const watcher = '@parcel/watcher';
  const manifest = readJson(join(code, 'package.json'));
  if (!manifest.dependencies[watcher].includes('#')) return;
  delete manifest.dependencies[watcher];
  writeJson(join(code, 'package.json'), manifest);

  const lock = readJson(join(code, 'npm-shrinkwrap.json'));
  delete lock.packages[''].dependencies[watcher];
  delete lock.packages[`node_modules/${watcher}`];
  writeJson(join(code, 'npm-shrinkwrap.json'), lock);
}

async function npm(folder: string, ...args: string[]): Promise<void> {
  const command = ['install', ...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const ended = await startProcess('npm', command, { cwd: folder }).ended;
  if (ended !== 0) throw new Error(`npm ${command.join(' ')} failed (${ended}).`);
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value, null, 2));
}
