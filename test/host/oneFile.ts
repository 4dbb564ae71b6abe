import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FilePermission,
  type FileStat,
  type FileSystemProvider,
  FileType,
} from 'vscode';

/** A file system in which every path is the same file. */
export class OneFile implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  readonly #bytes: Uint8Array;
  readonly #isReadonly: boolean;

  constructor(bytes: Uint8Array, isReadonly: boolean) {
    this.#bytes = bytes;
    this.#isReadonly = isReadonly;
  }

  watch(): Disposable {
    return { dispose() {} };
  }

  stat(): FileStat {
    const size = this.#bytes.length;
    const stat = { type: FileType.File, ctime: 0, mtime: 0, size };
    return this.#isReadonly ? { ...stat, permissions: FilePermission.Readonly } : stat;
  }

  readFile(): Uint8Array {
    return this.#bytes;
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(): void {}
  writeFile(): void {}
  delete(): void {}
  rename(): void {}
}
