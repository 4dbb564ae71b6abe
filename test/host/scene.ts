import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type ContractServer, startContractServer } from '../server/contractServer.ts';

/** What the prompt of each sample picture begins with, as the contract server describes it. */
export const castle = /^a wide 800 by 600 picture/;
export const lighthouse = /^a wide 1200 by 800 picture/;

/** A file of the sample workspace. */
export function sample(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return Uri.joinPath(folder.uri, path);
}

export async function set(setting: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('img2prompt').update(setting, value, ConfigurationTarget.Global);
}

/**
 * A contract server that the extension is set to, without a key, while the tests of a `describe` run. No answer is kept:
 * each test asks anew.
 */
export function useServer(): {
  serve(fault?: string): Promise<void>;
  readonly requests: ContractServer['requests'];
} {
  let server: ContractServer;
  const serve = (fault?: string) => set('baseUrl', `${server.url}${fault ? `/fault/${fault}` : ''}/keyless`);
  before(async () => {
    server = await startContractServer();
    await set('cache.maxEntries', 0);
  });
  beforeEach(() => serve());
  afterEach(async () => {
    await set('destination', undefined);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeAllEditors();
  });
  after(async () => {
    await set('baseUrl', undefined);
    await set('cache.maxEntries', undefined);
    await server.close();
  });
  return {
    serve,
    get requests() {
      return server.requests;
    },
  };
}

/** Opens an untitled document in which `|` are cursors and `«...»` selections. */
export async function openMarked(marked: string, language = 'markdown'): Promise<TextEditor> {
  const places: [number, number][] = [];
  let content = '';
  let start = 0;
  for (const character of marked) {
    if (character === '|') places.push([content.length, content.length]);
    else if (character === '«') start = content.length;
    else if (character === '»') places.push([start, content.length]);
    else content += character;
  }
  const document = await workspace.openTextDocument({ content, language });
  const editor = await window.showTextDocument(document, { preview: false });
  editor.selections = places.map(
    ([from, to]) => new Selection(document.positionAt(from), document.positionAt(to)),
  );
  await settled();
  return editor;
}

/** The text of the document that is in front, which was opened by the extension. */
export function newDocument(unlike: TextDocument | undefined = undefined): TextDocument {
  const document = window.activeTextEditor?.document;
  assert.ok(document?.isUntitled, 'a new document is in front');
  assert.notEqual(document, unlike);
  return document;
}

/** Waits until events that are on their way between VS Code and the extension host have arrived. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}

export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); tries++) await settled();
  assert.ok(isSo(), what);
}

export async function closeAllEditors(): Promise<void> {
  for (const { document } of window.visibleTextEditors) {
    if (!document.isDirty) continue;
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  for (const tab of window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (!tab.isDirty) continue;
    const uri = (tab.input as { uri?: Uri }).uri;
    if (uri) await window.showTextDocument(uri);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
  await settled();
}
