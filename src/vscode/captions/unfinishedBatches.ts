import { join } from 'node:path';
import { commands, type ExtensionContext } from 'vscode';
import { idsOfBatches, isUnfinished } from '../../batch/batchFolder.ts';

/** The path of the folder with the records of the captions of this workspace. */
export function pathOfBatches({ storageUri, globalStorageUri }: ExtensionContext): string {
  return join((storageUri ?? globalStorageUri).fsPath, 'batches');
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
