import { FileSystemError, Uri, workspace } from 'vscode';
import { type Files, fileNameOf } from '../../core/files.ts';
import { PromptError } from '../../core/promptError.ts';

/** Files of any file system that VS Code knows. */
export const workspaceFiles: Files = {
  async read(uri) {
    try {
      return await workspace.fs.readFile(Uri.parse(uri));
    } catch (error) {
      if (codeOf(error) === 'FileNotFound') return undefined;
      throw storageFailed(error, uri);
    }
  },

  write: (uri, bytes) => attempt(uri, () => workspace.fs.writeFile(Uri.parse(uri), bytes)),

  async move(from, to, replaces) {
    try {
      await workspace.fs.rename(Uri.parse(from), Uri.parse(to), { overwrite: replaces });
      return true;
    } catch (error) {
      if (codeOf(error) === 'FileExists') return false;
      throw storageFailed(error, to);
    }
  },

  async remove(uri) {
    try {
      await workspace.fs.delete(Uri.parse(uri));
    } catch (error) {
      if (codeOf(error) !== 'FileNotFound') throw storageFailed(error, uri);
    }
  },
};

async function attempt(uri: string, work: () => Thenable<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storageFailed(error, uri);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof FileSystemError ? error.code : undefined;
}

/** VS Code has no code for most of what a system says; its own word is in the message. */
function storageFailed(error: unknown, uri: string): PromptError {
  const words = error instanceof Error ? error.message : '';
  const isReadOnly = codeOf(error) === 'NoPermissions' || /\b(EROFS|EACCES|EPERM)\b/.test(words);
  const isFull = /\b(ENOSPC|EDQUOT)\b/.test(words);
  const is = isReadOnly ? 'readOnly' : isFull ? 'full' : 'unwritable';
  return new PromptError({ kind: 'storageFailed', flaw: { is, file: fileNameOf(uri) } }, { cause: error });
}
