import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from 'vscode';

/** A file system in memory, as those of virtual workspaces. Its folders may take no files. */
export class MemoryFiles implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  readonly #files = new Map<string, Uint8Array>();
  readonly #readOnlyFolders = new Set<string>();

  add(path: string, bytes: Uint8Array, isFolderReadOnly = false): void {
    this.#files.set(path, bytes);
    if (isFolderReadOnly) this.#readOnlyFolders.add(folderOf(path));
  }

  names(): string[] {
    return [...this.#files.keys()].sort();
  }

  watch(): Disposable {
    return { dispose() {} };
  }

  stat({ path }: Uri): FileStat {
    const bytes = this.#files.get(path);
    if (bytes) return { type: FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.names().some((name) => name.startsWith(`${path}/`))) {
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const entries = new Map<string, FileType>();
    for (const name of this.names()) {
      if (!name.startsWith(`${path}/`)) continue;
      const [first = '', ...others] = name.slice(path.length + 1).split('/');
      entries.set(first, others.length > 0 ? FileType.Directory : FileType.File);
    }
    return [...entries];
  }

  readFile(uri: Uri): Uint8Array {
    const bytes = this.#files.get(uri.path);
    if (bytes) return bytes;
    throw FileSystemError.FileNotFound(uri);
  }

  writeFile(uri: Uri, bytes: Uint8Array): void {
    this.#check(uri);
    this.#files.set(uri.path, bytes);
  }

  rename(from: Uri, to: Uri, { overwrite }: { readonly overwrite: boolean }): void {
    this.#check(to);
    if (this.#files.has(to.path) && !overwrite) throw FileSystemError.FileExists(to);
    this.#files.set(to.path, this.readFile(from));
    this.#files.delete(from.path);
  }

  delete(uri: Uri): void {
    this.#check(uri);
    if (!this.#files.delete(uri.path)) throw FileSystemError.FileNotFound(uri);
  }

  createDirectory(): void {}

  #check(uri: Uri): void {
    if (this.#readOnlyFolders.has(folderOf(uri.path))) throw FileSystemError.NoPermissions(uri);
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
