import { posix } from 'node:path';
import {
  languages,
  RelativePattern,
  type TextDocument,
  Uri,
  type WorkspaceConfiguration,
  workspace,
} from 'vscode';
import { copyDestination } from '../../text/copyDestination.ts';
import { nameOf } from '../sources/fileImage.ts';
import { fileExists } from './fileExists.ts';

/**
 * What the links of a document start from: its own Uri. A document that was never saved counts as one in the folder of
 * the workspace; undefined where there is none.
 */
export function linkBase({ uri }: TextDocument): Uri | undefined {
  if (uri.scheme !== 'untitled') return uri;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder && Uri.joinPath(folder, nameOf(uri));
}

/** Where a copy of a picture goes. */
export interface CopyPlace {
  readonly uri: Uri;
  /** Whether a file is there that has to give way. */
  readonly isTaken: boolean;
}

/**
 * Where a copy of a picture goes that a document shows, as `markdown.copyFiles.destination` says; a number keeps it
 * from files that are about to be there, and from those that are, unless `markdown.copyFiles.overwriteBehavior` has
 * them overwritten.
 */
export async function copiedImagePlace(
  fileName: string,
  document: TextDocument,
  base: Uri,
  planned: readonly { readonly uri: Uri }[],
): Promise<CopyPlace> {
  const overwrites = copyFiles(document).get('overwriteBehavior') === 'overwrite';
  const path = copyDestination(destinationFor(document), {
    documentPath: base.path,
    workspacePath: workspace.getWorkspaceFolder(base)?.uri.path,
    fileName,
    now: new Date(),
  });
  const { dir, name, ext } = posix.parse(path);
  for (let number = 0; ; number++) {
    const uri = base.with({
      path: posix.join(dir, number === 0 ? `${name}${ext}` : `${name}-${number}${ext}`),
    });
    const isPlanned = planned.some((other) => other.uri.toString() === uri.toString());
    if (isPlanned) continue;
    const isTaken = await fileExists(uri);
    if (!isTaken || overwrites) return { uri, isTaken };
  }
}

/** VS Code's own settings for what is pasted into Markdown. */
function copyFiles(document: TextDocument): WorkspaceConfiguration {
  return workspace.getConfiguration('markdown.copyFiles', document);
}

/** That of the first pattern that matches the document; empty for the folder of the document. */
function destinationFor(document: TextDocument): string {
  const destinations = copyFiles(document).get<Record<string, unknown>>('destination', {});
  const matching = Object.entries(destinations).find(([glob]) => matches(glob, document));
  return String(matching?.[1] ?? '');
}

function matches(glob: string, document: TextDocument): boolean {
  const folders = workspace.workspaceFolders ?? [];
  const patterns = glob.startsWith('/')
    ? folders.map((folder) => new RelativePattern(folder, glob.slice(1)))
    : [glob.startsWith('**') ? glob : `**/${glob}`];
  return patterns.some((pattern) => languages.match({ pattern }, document) > 0);
}
