import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { vsixPath } from '../../vsix.ts';
import { checkout } from '../window/checkout.ts';

/** The .vsix, as it was made last. */
export const vsix = readFileSync(join(checkout, vsixPath));

/** What is in it, by the paths that files have in the extension's folder; two are of the package itself. */
export const packedFiles: ReadonlyMap<string, Buffer> = new Map(
  Object.entries(unzipSync(vsix)).map(([path, bytes]) => [
    path.replace(/^extension\//, ''),
    Buffer.from(bytes),
  ]),
);

/** The text of a file in it. */
export function packedText(path: string): string {
  const bytes = packedFiles.get(path);
  if (!bytes) throw new Error(`The package has no ${path}.`);
  return bytes.toString();
}
