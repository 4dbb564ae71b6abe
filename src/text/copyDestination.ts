import { posix } from 'node:path';

/** What the destination of a copied file may tell. Paths are absolute and have slashes. */
export interface Copying {
  readonly documentPath: string;
  /** The folder of the workspace that holds the document, where one does. */
  readonly workspacePath: string | undefined;
  readonly fileName: string;
  readonly now: Date;
}

// `${name}`, or `${name/pattern/replacement/}` as in a snippet; `\$` is just the sign.
const variable = /\\\$|\$\{(\w+)(?:\/((?:\\\/|[^}/])+)\/((?:\\\/|[^}/])*)\/)?\}/g;

/**
 * The absolute path that a destination of `markdown.copyFiles.destination` means: from the document's folder or, with a
 * slash before it, from the workspace's; a name that is left out is the file's own
 * (https://code.visualstudio.com/docs/languages/markdown#_inserting-images-and-links-to-files).
 */
export function copyDestination(destination: string, copying: Copying): string {
  const { documentPath, workspacePath, fileName } = copying;
  const folder = posix.dirname(documentPath);
  const whole = destination.trim() || fileName;
  const fromRoot = whole.startsWith('/') ? `${workspacePath ?? folder}${whole}` : whole;
  const named = fromRoot.endsWith('/') ? `${fromRoot}${fileName}` : fromRoot;
  const values = valuesOf(copying);
  const path = named.replace(variable, (text, name, pattern, replacement) => {
    const value = text === '\\$' ? '$' : (values.get(name) ?? text);
    return pattern === undefined ? value : transformed(value, pattern, replacement);
  });
  return posix.resolve(folder, path);
}

function valuesOf({ documentPath, workspacePath, fileName, now }: Copying): ReadonlyMap<string, string> {
  const folder = posix.dirname(documentPath);
  const extension = posix.extname(documentPath);
  const fromWorkspace = (path: string) => (workspacePath ? posix.relative(workspacePath, path) : path);
  return new Map([
    ['documentDirName', folder],
    ['documentRelativeDirName', fromWorkspace(folder)],
    ['documentFileName', posix.basename(documentPath)],
    ['documentBaseName', posix.basename(documentPath, extension)],
    ['documentExtName', extension.slice(1)],
    ['documentFilePath', documentPath],
    ['documentRelativeFilePath', fromWorkspace(documentPath)],
    ['documentWorkspaceFolder', workspacePath ?? folder],
    ['fileName', fileName],
    ['fileExtName', posix.extname(fileName).slice(1)],
    ['unixTime', String(now.getTime())],
    ['isoTime', now.toISOString()],
  ]);
}

function transformed(value: string, pattern: string, replacement: string): string {
  const unescaped = (text: string) => text.replaceAll('\\/', '/');
  try {
    return value.replace(new RegExp(unescaped(pattern)), unescaped(replacement));
  } catch {
    return value; // a pattern that is none
  }
}
