import { percentDecoded } from '../percentDecoded.ts';

/** Where an image is that a document points at. */
export type ImageLocation =
  /** An absolute path with slashes and without percent-encoding, in the file system of the document or workspace. */
  | { readonly kind: 'path'; readonly from: keyof Folders; readonly path: string }
  /** The image itself, or the address of a server, which nothing is read from unless the user asks. */
  | { readonly kind: 'data' | 'web'; readonly uri: string }
  /** `file:`, or a scheme that only VS Code may know. */
  | { readonly kind: 'uri'; readonly uri: string };

/** Paths with slashes: the folder that a document is in, and that of its workspace, if it has one. */
interface Folders {
  readonly document: string;
  readonly workspace: string | undefined;
}

/**
 * What a destination means in a document: a path from the document's folder or, with a slash before it, from the
 * workspace's, as in VS Code's Markdown preview; without a workspace, from the root. Undefined where it names no file,
 * but nothing or only a place in a page.
 */
export function imageLocation(destination: string, folders: Folders): ImageLocation | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(destination)?.[1]?.toLowerCase(); // one letter would be a drive
  if (scheme === 'http' || scheme === 'https') return { kind: 'web', uri: destination };
  if (scheme === 'data') return { kind: 'data', uri: destination };
  if (scheme !== undefined) return { kind: 'uri', uri: destination };
  if (destination.startsWith('//')) return { kind: 'web', uri: `https:${destination}` };

  const path = percentDecoded(destination.replace(/[?#].*$/s, ''));
  if (path === '') return undefined;
  if (!path.startsWith('/')) return { kind: 'path', from: 'document', path: joined(folders.document, path) };
  const from = folders.workspace === undefined ? 'document' : 'workspace';
  return { kind: 'path', from, path: joined(folders.workspace ?? '', path) };
}

/** `.` and `..` followed; there is no way above the root. */
function joined(folder: string, path: string): string {
  const names: string[] = [];
  for (const name of `${folder}/${path}`.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
