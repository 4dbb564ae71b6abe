import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../test/window/checkout.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The packages that only benches use, with their versions. */
export const peerVersions = readManifest(import.meta.dirname).dependencies ?? {};

/** The versions of packages of the benches or of the checkout. */
export function packageVersions(...names: string[]): Record<string, string> {
  const versions = { ...readManifest(checkout).devDependencies, ...peerVersions };
  return Object.fromEntries(names.map((name) => [name, versions[name] ?? 'unknown']));
}
