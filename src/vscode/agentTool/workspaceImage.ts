import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { Uri, workspace } from 'vscode';
import { type FileImage, fileImage } from '../sources/fileImage.ts';

/**
 * The picture that an agent means by a path: absolute, or relative to a folder of the workspace. Only one inside the
 * workspace, with links and `..` followed first; undefined otherwise, and where there is none.
 */
export async function workspaceImage(path: string): Promise<FileImage | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  for (const { uri: folder } of folders) {
    const candidate = uriOf(path, folder);
    const isFile = candidate && (await workspace.fs.stat(candidate).then(Boolean, () => false));
    if (
      isFile &&
      (await isWithinOne(
        candidate,
        folders.map(({ uri }) => uri),
      ))
    )
      return fileImage(candidate);
  }
  return undefined;
}

function uriOf(path: string, folder: Uri): Uri | undefined {
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
    const uri = Uri.parse(path);
    return uri.scheme === folder.scheme ? uri : undefined;
  }
  return isAbsolute(path) ? folder.with({ path: Uri.file(path).path }) : Uri.joinPath(folder, path);
}

async function isWithinOne(file: Uri, folders: readonly Uri[]): Promise<boolean> {
  for (const folder of folders) {
    if (file.scheme !== folder.scheme || file.authority !== folder.authority) continue;
    const [inner, outer] = await Promise.all([resolved(file), resolved(folder)]);
    if (inner === undefined || outer === undefined) continue;
    const way = relative(outer, inner);
    if (way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return true;
  }
  return false;
}

/** Where a path really leads; other file systems have no links that could be followed here. */
async function resolved(uri: Uri): Promise<string | undefined> {
  if (uri.scheme !== 'file') return Uri.joinPath(uri, '.').path;
  return await realpath(uri.fsPath).catch(() => undefined);
}
