#!/usr/bin/env node
// Stands where the desktop VS Code's executable stands: takes its arguments, runs the tests of
// --extensionTestsPath in the browser one, prints what they say, and exits with their code. What it does not know of
// the desktop's arguments it ignores. (Windows starts nothing by its first line, and code-server does not run there.)
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { testOutputMark } from '../host/testOutputMark.ts';
import { checkout } from './checkout.ts';
import { startBrowser } from './startBrowser.ts';
import { startCodeServer } from './startCodeServer.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
const text = (name: string): string | undefined =>
  typeof values[name] === 'string' ? values[name] : undefined;

const log = join(checkout, 'out/window.log');
mkdirSync(dirname(log), { recursive: true });
writeFileSync(log, '');

const developmentPath = text('extensionDevelopmentPath');
const testsPath = text('extensionTestsPath');
if (!developmentPath || !testsPath)
  throw new Error('--extensionDevelopmentPath and --extensionTestsPath are needed.');

const extensionsFolder = text('extensions-dir');
const dataFolder = text('user-data-dir');
const server = await startCodeServer({
  settings: userSettings(dataFolder),
  ...(extensionsFolder && { extensionsFolder }),
  ...(dataFolder && { dataFolder }),
  obeysPayload: true,
});
try {
  const { page, close } = await startBrowser();
  try {
    const { promise: exit, resolve, reject } = Promise.withResolvers<number>();
    page.on('crash', () => reject(new Error('The page of the VS Code window crashed.')));
    server.ended.then(() => reject(new Error('The VS Code server ended during the tests.')), reject);
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => print(type, args));
    await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    await page.goto(
      server.windowUrl(positionals[0] ?? temporaryFolder().path, [
        ['extensionDevelopmentPath', server.remoteUri(developmentPath)],
        ['extensionTestsPath', server.remoteUri(testsPath)],
      ]),
      { timeout: 60_000 },
    );
    process.exitCode = await exit;
  } finally {
    await close();
  }
} finally {
  await server.stop();
}

/** The settings that the desktop would read. */
function userSettings(userDataFolder: string | undefined): Record<string, unknown> {
  const file = userDataFolder && join(userDataFolder, 'User/settings.json');
  return file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Prints what the tests say; the rest, the window's own log, goes to a file. */
function print(type: string, args: unknown[]): void {
  const line = format(...args);
  if (line.startsWith(testOutputMark)) console.log(line.slice(testOutputMark.length));
  else appendFileSync(log, `${type}: ${line}\n`);
}
