import { Uri, workspace } from 'vscode';
import { imageLocation } from '../../text/images/imageLocation.ts';

/** What an image's destination means in a document; undefined where it names no file. */
export function linkedUri(destination: string, document: Uri): Uri | undefined {
  const workspaceFolder = workspace.getWorkspaceFolder(document)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const documentFolder =
    document.scheme === 'untitled' && workspaceFolder ? workspaceFolder : Uri.joinPath(document, '..');
  const folders = { document: documentFolder.path, workspace: workspaceFolder?.path };
  const location = imageLocation(destination, folders);
  if (location?.kind === 'web') return webUri(location.uri);
  if (location?.kind !== 'path') return location && Uri.parse(location.uri);
  const { from, path } = location;
  return (from === 'workspace' && workspaceFolder ? workspaceFolder : documentFolder).with({ path });
}

/**
 * An address with its parts as they are written, which VS Code would decode, and encode otherwise: a signature in it
 * would not hold any more. Without a password, since no credentials go out for a document.
 */
function webUri(address: string): Uri | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const { protocol, host, pathname, search } = url;
  return Uri.from({ scheme: protocol.slice(0, -1), authority: host, path: pathname, query: search.slice(1) });
}
