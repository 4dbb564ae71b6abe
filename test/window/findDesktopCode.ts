import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { downloads, oldestVersion } from './checkout.ts';
import { testedVersion } from './testedVersion.ts';

/**
 * Finds a desktop VS Code that can show itself: an installed one, else one downloaded under `.vscode-test/`, once.
 * `VSCODE_TEST_HOST=desktop` insists on it, `VSCODE_TEST_HOST=server` forbids it. The oldest is always downloaded.
 *
 * @returns the absolute path of its executable; undefined where there is no display or no VS Code to be had.
 * @throws when it is insisted on and cannot be had.
 */
export async function findDesktopCode(): Promise<string | undefined> {
  const wanted = process.env.VSCODE_TEST_HOST;
  if (wanted !== undefined && wanted !== 'desktop' && wanted !== 'server') {
    throw new Error(`VSCODE_TEST_HOST is desktop or server, not ${wanted}.`);
  }
  if (wanted === 'server') return undefined;
  if (wanted !== 'desktop' && !hasDisplay()) return undefined;
  const isNewest = testedVersion() === 'newest';
  const installed = isNewest ? installedCode() : undefined;
  if (installed) return installed;
  try {
    return await downloadAndUnzipVSCode({
      cachePath: downloads,
      version: isNewest ? 'stable' : oldestVersion,
    });
  } catch (error) {
    if (wanted === 'desktop') throw error;
    console.log(`The desktop VS Code could not be downloaded (${error}): the browser one serves.`);
    return undefined;
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The executable beside the `code` on the PATH, which itself only hands its arguments on and ends. */
function installedCode(): string | undefined {
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = process.env.PATH?.split(delimiter) ?? [];
  const found = folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
  if (!found) return undefined;
  const bin = dirname(realpathSync(found));
  if (process.platform === 'darwin') {
    const executables = join(bin, '../../../MacOS');
    const [name] = existsSync(executables) ? readdirSync(executables) : [];
    return name && join(executables, name);
  }
  const executable = join(bin, '..', process.platform === 'win32' ? 'Code.exe' : 'code');
  return existsSync(executable) ? executable : undefined;
}
