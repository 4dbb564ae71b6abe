import { Uri, workspace } from 'vscode';
import { imageLocation } from '../../text/images/imageLocation.ts';

/** What an image's destination means in a document; undefined where it names no file. */
export function linkedUri(destination: string, document: Uri): Uri | undefined {
  const workspaceFolder = workspace.getWorkspaceFolder(document)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const documentFolder =
    document.scheme === 'untitled' && workspaceFolder ? workspaceFolder : Uri.joinPath(document, '..');
  const folders = { document: documentFolder.path, workspace: workspaceFolder?.path };
  const location = imageLocation(destination, folders);
  if (location?.kind !== 'path') return location && Uri.parse(location.uri);
  const { from, path } = location;
  return (from === 'workspace' && workspaceFolder ? workspaceFolder : documentFolder).with({ path });
}
