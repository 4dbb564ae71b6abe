import { FileSystemError, FileType, l10n, type Uri, workspace } from 'vscode';
import type { ImageSource } from '../../core/image.ts';
import { plainText } from '../../core/plainText.ts';
import { PromptError } from '../../core/promptError.ts';
import { bytesOfDataUri } from '../../images/dataUri.ts';
import { localFile } from '../../images/localFile.ts';
import { percentDecoded } from '../../text/percentDecoded.ts';
import { isOnWeb, WebImage } from './webImage.ts';

/** A picture in a file of any file system that VS Code knows, in a `data:` URI, or on the web. */
export interface FileImage extends ImageSource {
  readonly uri: Uri;
}

export function fileImage(uri: Uri): FileImage {
  if (uri.scheme === 'data') return embeddedImage(uri);
  if (isOnWeb(uri)) return new WebImage(uri, nameOf(uri));
  // What lies on a disk of this machine is read without the detour over the window that all others take.
  const file = uri.scheme === 'file' ? localFile(uri.fsPath) : providedFile(uri);
  return { uri, name: nameOf(uri), location: uri.toString(), ...file };
}

/** A file of a file system that another extension provides. */
function providedFile(uri: Uri): Pick<FileImage, 'sizeBytes' | 'version' | 'read'> {
  return {
    async sizeBytes() {
      const { type, size } = await reading(workspace.fs.stat(uri));
      if (type & FileType.Directory)
        throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'folder' } });
      return size;
    },
    async version() {
      const { mtime, size } = await reading(workspace.fs.stat(uri));
      return `${mtime} ${size}`;
    },
    read: () => reading(workspace.fs.readFile(uri)),
  };
}

function embeddedImage(uri: Uri): FileImage {
  // A Uri has its parts decoded.
  const { path, query, fragment } = uri;
  const text = `${path}${query && `?${query}`}${fragment && `#${fragment}`}`;
  const bytes = () => {
    const found = bytesOfDataUri(`data:${encodeURI(text)}`);
    if (found) return found;
    throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'damaged' } });
  };
  return {
    uri,
    name: nameOf(uri),
    location: undefined,
    sizeBytes: async () => bytes().length,
    version: async () => '',
    read: async () => bytes(),
  };
}

/** Longer than file systems allow. */
const maxNameLength = 255;

/** The file name, as text to show: a name may hold line breaks and worse. */
export function nameOf(uri: Uri): string {
  if (uri.scheme === 'data') return l10n.t('embedded image'); // its path is the picture itself
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // What follows in an address of the web may be a secret.
  if (isOnWeb(uri)) return plainText(percentDecoded(name) || uri.authority, maxNameLength);
  return plainText(name || uri.toString(true), maxNameLength);
}

const flawOfCode = {
  FileNotFound: 'missing',
  FileIsADirectory: 'folder',
  NoPermissions: 'forbidden',
} as const;

async function reading<Result>(work: Thenable<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : '';
    const is = code in flawOfCode ? flawOfCode[code as keyof typeof flawOfCode] : 'unreadable';
    throw new PromptError({ kind: 'imageUnreadable', flaw: { is } }, { cause: error });
  }
}
