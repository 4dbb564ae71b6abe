/**
 * Files, by their URIs, on whatever file system they are. What fails for another reason than is said here is a
 * PromptError `storageFailed`.
 */
export interface Files {
  /** The whole file; undefined where there is none. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Writes a file, over the one that is there. Who reads meanwhile may find half of it. */
  write(uri: string, bytes: Uint8Array): Promise<void>;
  /** Puts a file in a place. Returns false, and does nothing, where there is one and it is not to be replaced. */
  move(from: string, to: string, replaces: boolean): Promise<boolean>;
  /** Does nothing where there is none. */
  remove(uri: string): Promise<void>;
}

/** The URI of another file in the folder of one. `name` needs no escaping. */
export function siblingOf(uri: string, name: string): string {
  const { start, end } = nameIn(uri);
  return uri.slice(0, start) + name + uri.slice(end);
}

/** The last part of a URI's path, as people know it. */
export function fileNameOf(uri: string): string {
  const { start, end } = nameIn(uri);
  const name = uri.slice(start, end);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Where the last part of a URI's path is. */
function nameIn(uri: string): { readonly start: number; readonly end: number } {
  const end = uri.search(/[?#]|$/);
  return { start: uri.lastIndexOf('/', end) + 1, end };
}
