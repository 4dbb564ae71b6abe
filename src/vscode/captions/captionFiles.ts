import { FileSystemError, Uri, workspace } from 'vscode';
import { localFiles } from '../../captions/localFiles.ts';
import { type Files, fileNameOf } from '../../core/files.ts';
import { PromptError } from '../../core/promptError.ts';

/** Files of any file system that VS Code knows; those of this machine without the detour over the window. */
export const captionFiles: Files = {
  read: (uri) => filesOf(uri).read(uri),
  write: (uri, bytes) => filesOf(uri).write(uri, bytes),
  move: (from, to, replaces) => filesOf(to).move(from, to, replaces),
  remove: (uri) => filesOf(uri).remove(uri),
};

function filesOf(uri: string): Files {
  return uri.startsWith('file:') ? localFiles : providedFiles;
}

/** Files of the file systems that other extensions provide. */
const providedFiles: Files = {
  async read(uri) {
    try {
      return await workspace.fs.readFile(Uri.parse(uri));
    } catch (error) {
      if (codeOf(error) === 'FileNotFound') return undefined;
      throw storageFailed(error, uri);
    }
  },

  async write(uri, bytes) {
    try {
      await workspace.fs.writeFile(Uri.parse(uri), bytes);
    } catch (error) {
      throw storageFailed(error, uri);
    }
  },

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

function codeOf(error: unknown): string | undefined {
  return error instanceof FileSystemError ? error.code : undefined;
}

function storageFailed(error: unknown, uri: string): PromptError {
  const is = codeOf(error) === 'NoPermissions' ? 'readOnly' : 'unwritable';
  return new PromptError({ kind: 'storageFailed', flaw: { is, file: fileNameOf(uri) } }, { cause: error });
}
