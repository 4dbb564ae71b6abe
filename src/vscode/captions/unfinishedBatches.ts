import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { commands, type ExtensionContext, workspace } from 'vscode';
import { idsOfBatches, isUnfinished } from '../../batch/batchFolder.ts';

/**
 * The path of the folder with the records of the captions of this workspace. VS Code's own storage for a workspace is
 * another one for each window that shows it, so a record would not be found again.
 */
export function pathOfBatches({ globalStorageUri }: ExtensionContext): string {
  const { workspaceFile, workspaceFolders = [] } = workspace;
  const uris = workspaceFile ? [workspaceFile] : workspaceFolders.map(({ uri }) => uri);
  const name = createHash('sha256').update(uris.join()).digest('hex').slice(0, 16);
  return join(globalStorageUri.fsPath, 'batches', name);
}

/** Has a function called where a run of captions did not come to its end; reads next to nothing. */
export async function whenUnfinished(context: ExtensionContext, offer: () => Promise<void>): Promise<void> {
  const folder = pathOfBatches(context);
  const ids = await idsOfBatches(folder);
  if (ids.length === 0) return;
  void commands.executeCommand('setContext', 'img2prompt.hasBatch', true);
  for (const id of ids) {
    if (await isUnfinished(folder, id).catch(() => false)) return await offer();
  }
}
