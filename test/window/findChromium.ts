import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/**
 * Finds a Chromium: the one in `CHROMIUM_PATH`, else one that is installed, else it installs Debian's where we are
 * root on such a system.
 *
 * @returns the absolute path of its executable.
 * @throws one sentence that says what to install.
 */
export function findChromium(): string {
  const found = process.env.CHROMIUM_PATH ?? installed() ?? (installWithApt() ? installed() : undefined);
  if (found) return found;
  throw new Error(
    'No Chromium was found: install Chromium or Google Chrome, or name its executable in CHROMIUM_PATH.',
  );
}

function installed(): string | undefined {
  const folders = process.env.PATH?.split(delimiter) ?? [];
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...macApplications].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installWithApt(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  console.log('Installing Chromium with apt-get (once)...');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return apt('update') && apt('install', '--yes', '--no-install-recommends', 'chromium');
}
