import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../window/temporaryFolder.ts';
import { flawedPackage, type Known, readAuditReport } from './auditReport.ts';

interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** `node_modules/...` */
  readonly folder: string;
}

/** Asks npm's registry what flaws of just these packages are known, whatever else is installed. */
export async function knownAdvisories(packages: readonly InstalledPackage[]): Promise<Known> {
  const project = temporaryFolder();
  try {
    const asked = [...packages, flawedPackage];
    const root = { dependencies: Object.fromEntries(asked.map(({ name, version }) => [name, version])) };
    const locked = Object.fromEntries(asked.map(({ folder, version }) => [folder, { version }]));
    const lock = { lockfileVersion: 3, requires: true, packages: { '': root, ...locked } };
    writeFileSync(join(project.path, 'package.json'), JSON.stringify(root));
    writeFileSync(join(project.path, 'package-lock.json'), JSON.stringify(lock));
    // It fails where it finds something, and prints the same.
    const { stdout = '' }: { stdout?: string } = await promisify(execFile)(
      'npm',
      ['audit', '--json', '--package-lock-only', '--fetch-retries=1', '--fetch-timeout=20000'],
      { cwd: project.path, shell: process.platform === 'win32' },
    ).catch((error) => error);
    return readAuditReport(stdout);
  } finally {
    project.remove();
  }
}
