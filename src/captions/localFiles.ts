import { copyFile, link, lstat, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Files, fileNameOf } from '../core/files.ts';
import { PromptError } from '../core/promptError.ts';

/** Files of this machine's disks, which need not be asked for through anybody. */
export const localFiles: Files = {
  async read(uri) {
    try {
      return await readFile(fileURLToPath(uri));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw storageFailed(error, uri);
    }
  },

  write: (uri, bytes) => attempt(uri, () => writeFile(fileURLToPath(uri), bytes)),

  async move(from, to, replaces) {
    const [source, target] = [fileURLToPath(from), fileURLToPath(to)];
    try {
      if (replaces) await putInPlaceOf(source, await realpath(target).catch(() => target));
      else if (!(await putWhereNothingIs(source, target))) return false;
      return true;
    } catch (error) {
      throw storageFailed(error, to);
    }
  },

  remove: (uri) => attempt(uri, () => rm(fileURLToPath(uri), { force: true })),
};

/** `target` is the file itself, where the caption is a link to it: it may be on another disk. */
async function putInPlaceOf(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const beside = join(dirname(target), basename(source));
    await copyFile(source, beside);
    await rename(beside, target);
    await rm(source);
  }
}

/** Returns whether nothing was there. A second name for a file is given only then, and in one step. */
async function putWhereNothingIs(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Not every file system knows second names.
    const isThere = await lstat(target).then(Boolean, () => false);
    if (!isThere) await rename(source, target);
    return !isThere;
  }
  await rm(source);
  return true;
}

async function attempt(uri: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storageFailed(error, uri);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const flawOfCode: Readonly<Record<string, 'readOnly' | 'full'>> = {
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

function storageFailed(error: unknown, uri: string): PromptError {
  const is = flawOfCode[codeOf(error) ?? ''] ?? 'unwritable';
  return new PromptError({ kind: 'storageFailed', flaw: { is, file: fileNameOf(uri) } }, { cause: error });
}
