import { readFile, stat } from 'node:fs/promises';
import type { ImageSource } from '../core/image.ts';
import { PromptError } from '../core/promptError.ts';

/** How the file of a picture on a disk of this machine is read. */
export function localFile(path: string): Pick<ImageSource, 'path' | 'sizeBytes' | 'version' | 'read'> {
  return {
    path,
    async sizeBytes() {
      const found = await reading(stat(path));
      if (found.isDirectory()) throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'folder' } });
      return found.size;
    },
    async version() {
      const { mtimeMs, ctimeMs, size } = await reading(stat(path));
      return `${mtimeMs} ${ctimeMs} ${size}`;
    },
    read: () => reading(readFile(path)),
  };
}

const flawOfCode = { ENOENT: 'missing', EISDIR: 'folder', EACCES: 'forbidden', EPERM: 'forbidden' } as const;

async function reading<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const is = code in flawOfCode ? flawOfCode[code as keyof typeof flawOfCode] : 'unreadable';
    throw new PromptError({ kind: 'imageUnreadable', flaw: { is } }, { cause: error });
  }
}
