import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

/** Copies `test/sampleWorkspace`, so that nothing done in a window shows in the checkout. */
export function copySampleWorkspace(): TemporaryFolder {
  const { path, remove } = temporaryFolder();
  const copy = join(path, 'sample workspace');
  cpSync(join(checkout, 'test/sampleWorkspace'), copy, { recursive: true });
  return { path: copy, remove };
}
