import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { peerVersions } from './packageVersions.ts';

const here = import.meta.dirname;

/** Installs the packages that only benches use under bench/, unless they are there. */
export function installPeers(): void {
  if (Object.keys(peerVersions).every((name) => existsSync(join(here, 'node_modules', name)))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--prefix', here], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
