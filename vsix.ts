// Makes the .vsix under out/, from a production build: what .vscodeignore allows.
import { mkdirSync, readFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Where it is, once it is made. */
export const vsixPath = `out/${name}-${version}.vsix`;

if (import.meta.main) {
  mkdirSync('out', { recursive: true });
  await createVSIX({
    packagePath: vsixPath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}
