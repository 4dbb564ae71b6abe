import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './atExit.ts';

export interface TemporaryFolder {
  /** Absolute. */
  readonly path: string;
  /** Deletes it with all it holds. */
  remove(): void;
}

/** Makes a new, empty folder, which is gone at the latest when this process ends. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'img2prompt-'));
  // A process that was just killed may still be writing: hence the retries.
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = atExit(remove);
  return {
    path,
    remove() {
      forget();
      remove();
    },
  };
}
