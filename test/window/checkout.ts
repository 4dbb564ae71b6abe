import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of this checkout. */
export const checkout = resolve(import.meta.dirname, '../..');

/** Where downloads outlive a run. */
export const downloads = join(checkout, '.vscode-test');

const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
  publisher: string;
  name: string;
  version: string;
  engines: { vscode: string };
};

/** The name of the extension's folder among installed extensions: `publisher.name-version`. */
export const installedName = `${manifest.publisher}.${manifest.name}-${manifest.version}`;

/** That of the oldest VS Code that the manifest admits. */
export const oldestVersion = manifest.engines.vscode.replace('^', '');
