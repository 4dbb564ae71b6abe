import { Uri, workspace } from 'vscode';

/**
 * The folders that hold pictures, none of them within another. A workspace folder stands for all folders in it: a page
 * is loaded anew for a folder that comes along, which would be often where many pictures are described.
 */
export function pictureFolders(pictures: Iterable<Uri>): Uri[] {
  const folders = new Map<string, Uri>();
  for (const picture of pictures) {
    const folder = workspace.getWorkspaceFolder(picture)?.uri ?? Uri.joinPath(picture, '..');
    folders.set(folder.toString(), folder);
  }
  return [...folders.values()].filter(
    (folder) => ![...folders.values()].some((other) => other !== folder && isWithin(folder, other)),
  );
}

/** Whether a folder is another, or somewhere in it. */
export function isWithin(folder: Uri, other: Uri): boolean {
  const path = ({ path }: Uri) => (path.endsWith('/') ? path : `${path}/`);
  return (
    folder.scheme === other.scheme &&
    folder.authority === other.authority &&
    path(folder).startsWith(path(other))
  );
}
