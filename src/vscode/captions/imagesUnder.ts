import { realpath } from 'node:fs/promises';
import { FileType, Uri, workspace } from 'vscode';
import { isMask } from '../../captions/captionPath.ts';
import { type ExcludeSetting, IgnoreRules } from '../../captions/ignoreRules.ts';
import { PromptError } from '../../core/promptError.ts';
import { hasImageExtension } from '../../images/imageFormats.ts';
import { settings } from '../settings.ts';

/**
 * The pictures among files, and in folders as far as the settings do not exclude them, each once, in the order of their
 * names. Works on any file system that can list a folder. Throws a PromptError `cancelled` when the signal is aborted.
 */
export async function imagesUnder(uris: readonly Uri[], signal: AbortSignal): Promise<Uri[]> {
  const found = new Map<string, Uri>();
  for (const uri of uris) {
    const isFolder = await workspace.fs.stat(uri).then(
      ({ type }) => (type & FileType.Directory) !== 0,
      () => false,
    );
    const images = isFolder ? await new FolderWalk(uri, signal).images() : [uri].filter(isCaptionable);
    for (const image of images) found.set(image.toString(), image);
  }
  return [...found.values()];
}

function isCaptionable({ path }: Uri): boolean {
  return hasImageExtension(path) && !isMask(path);
}

/** Looks for pictures in one folder, and below it where the settings want that. */
class FolderWalk {
  readonly #start: Uri;
  readonly #signal: AbortSignal;
  readonly #rules: IgnoreRules;
  /** What the paths of the rules start from. */
  readonly #root: Uri;
  readonly #goesDeep: boolean;
  readonly #readsGitignore: boolean;
  /** Links may lead back to a folder above them. */
  readonly #seen = new Set<string>();

  constructor(folder: Uri, signal: AbortSignal) {
    const exclude = (section: 'files' | 'search') =>
      workspace.getConfiguration(section, folder).get<ExcludeSetting>('exclude', {});
    this.#start = folder;
    this.#signal = signal;
    this.#rules = new IgnoreRules(exclude('files'), exclude('search'));
    this.#root = workspace.getWorkspaceFolder(folder)?.uri ?? folder;
    this.#goesDeep = settings.includesSubfolders(folder);
    this.#readsGitignore = settings.respectsGitignore(folder);
  }

  async images(): Promise<Uri[]> {
    if (this.#readsGitignore) await this.#readGitignoresAbove();
    const images: Uri[] = [];
    await this.#collect(this.#start, images);
    return images;
  }

  async #collect(folder: Uri, images: Uri[]): Promise<void> {
    if (this.#signal.aborted) throw new PromptError({ kind: 'cancelled' });
    if (await this.#wasSeen(folder)) return;
    if (this.#readsGitignore) await this.#readGitignore(folder);
    // A folder that cannot be listed has nothing to show.
    const entries = await workspace.fs.readDirectory(folder).then(sorted, () => []);
    const siblings = new Set(entries.map(([name]) => name));
    for (const [name, type] of entries) {
      const uri = Uri.joinPath(folder, name);
      const isFolder = (type & FileType.Directory) !== 0;
      if (this.#rules.ignores(this.#pathOf(uri), isFolder, siblings)) continue;
      if (!isFolder && isCaptionable(uri)) images.push(uri);
      if (isFolder && this.#goesDeep) await this.#collect(uri, images);
    }
  }

  async #wasSeen(folder: Uri): Promise<boolean> {
    const place =
      folder.scheme === 'file' ? await realpath(folder.fsPath).catch(() => folder.path) : folder.path;
    const isKnown = this.#seen.has(place);
    this.#seen.add(place);
    return isKnown;
  }

  async #readGitignoresAbove(): Promise<void> {
    let folder = this.#root;
    for (const part of this.#pathOf(this.#start).split('/')) {
      if (folder.path !== this.#start.path) await this.#readGitignore(folder);
      folder = Uri.joinPath(folder, part);
    }
  }

  async #readGitignore(folder: Uri): Promise<void> {
    const file = await workspace.fs.readFile(Uri.joinPath(folder, '.gitignore')).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => undefined,
    );
    if (file !== undefined) this.#rules.addGitignore(this.#pathOf(folder), file);
  }

  /** Relative to the root; empty for the root itself. */
  #pathOf({ path }: Uri): string {
    return path.slice(this.#root.path.length).replace(/^\/+/, '');
  }
}

/** As people count: `a2` before `a10`. */
function sorted(entries: readonly [string, FileType][]): [string, FileType][] {
  return entries.toSorted(([one], [other]) => inOrder.compare(one, other));
}

const inOrder = new Intl.Collator(undefined, { numeric: true });
