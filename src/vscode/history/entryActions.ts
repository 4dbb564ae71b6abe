import { commands, Uri, workspace } from 'vscode';
import type { EntryAction } from '../../historyView/protocol.ts';
import { copyToClipboard } from '../destinations/copyToClipboard.ts';
import { deliver } from '../destinations/deliver.ts';
import type { InsertionPlace } from '../destinations/insertionPlace.ts';
import type { Services } from '../services.ts';
import { type FileImage, fileImage } from '../sources/fileImage.ts';
import { pastedImage } from '../sources/pastedImage.ts';
import type { KeptPrompt } from './keptPrompt.ts';

/** Does what an entry of the history is asked to do. Throws a PromptError where its picture is not there any more. */
export async function doWithEntry(action: EntryAction, kept: KeptPrompt, services: Services): Promise<void> {
  const { id, prompt, uri } = kept;
  switch (action) {
    case 'insert':
      await insert(kept, services);
      return;
    case 'copy':
      await copyToClipboard(prompt);
      return;
    case 'open':
      if (uri === undefined) return;
      await fileImage(uri).sizeBytes();
      await commands.executeCommand('vscode.open', uri);
      return;
    case 'again':
      if (uri) await commands.executeCommand('img2prompt.regenerate', uri);
      return;
    case 'delete':
      await services.history.remove(id);
      return;
  }
}

async function insert(kept: KeptPrompt, { targetEditor }: Services): Promise<void> {
  await targetEditor.withPlace(async (place) => {
    const prompts = [{ source: pictureOf(kept, place), text: kept.prompt }];
    await deliver({ prompts, failures: [], notTried: [], cancelled: false }, 'cursor', place);
  });
}

/** Template, prefix and suffix are those of the picture's folder; for one that was in none, of where it is inserted. */
function pictureOf({ uri, name }: KeptPrompt, place: InsertionPlace | undefined): FileImage {
  if (uri) return fileImage(uri);
  const nothing = new Uint8Array();
  if (place) return pastedImage(nothing, Uri.joinPath(place.document.uri, '..', name));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const untitled = Uri.from({ scheme: 'untitled', path: name });
  return pastedImage(nothing, folder ? Uri.joinPath(folder, name) : untitled);
}
