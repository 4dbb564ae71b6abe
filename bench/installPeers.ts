import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** The packages that are measured beside ours, with their versions. */
export const peerVersions: Readonly<Record<string, string>> = manifest.dependencies;

/** Installs the peers under bench/, unless they are there. */
export function installPeers(): void {
  if (Object.keys(peerVersions).every((name) => existsSync(join(here, 'node_modules', name)))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--prefix', here], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
