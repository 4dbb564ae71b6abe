import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { checkout, installedName } from './checkout.ts';
import { installCodeServer } from './installCodeServer.ts';
import { startProcess } from './startProcess.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import type { TestedVersion } from './testedVersion.ts';

export interface CodeServerOptions {
  /** Left out: as `VSCODE_TEST_VERSION` says. */
  readonly version?: TestedVersion;
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `development`: this checkout as it is built now; or the path of a .vsix. Left out: none of ours. */
  readonly extension?: string;
  /** The folder of another extension to install beside ours. */
  readonly otherExtension?: string;
  /** A folder of extensions to use instead of a new one; `extension` is left out then. */
  readonly extensionsFolder?: string;
  /** Where all that is kept on disk goes; left out: a new folder, which goes with the server. */
  readonly dataFolder?: string;
  /** Obeys the development payload of its address, at the price of never showing notification toasts. */
  readonly obeysPayload?: boolean;
  /** Added to the environment, from which NOVITA_API_KEY is removed. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface CodeServer {
  /**
   * The address of a window on a folder or a file of a workspace (absolute path), with the token that lets a browser in.
   */
  windowUrl(workspace: string, payload?: ReadonlyArray<readonly [key: string, value: string]>): string;
  /** Replaces the user's settings, for windows that are loaded from here on. */
  setSettings(settings: Readonly<Record<string, unknown>>): void;
  /** Holds all that the server and its windows keep on disk. */
  readonly dataFolder: string;
  /** How the window names a file of this machine. */
  remoteUri(path: string): string;
  /** Resolves when the server has ended. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** What a window is not to do while it is looked at: greet, ask, offer, animate, copy what is not selected. */
const quietSettings = {
  'chat.commandCenter.enabled': false,
  'editor.emptySelectionClipboard': false,
  'explorer.compactFolders': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

const startLimitMs = 60_000;

/**
 * Starts a VS Code server on a free port of 127.0.0.1.
 *
 * @throws when it does not answer in time, with the end of its output.
 */
export async function startCodeServer(options: CodeServerOptions = {}): Promise<CodeServer> {
  const { node, serverMain } = await installCodeServer(options.version);
  const folder = options.dataFolder ? { path: options.dataFolder, remove() {} } : temporaryFolder();
  const extensions = options.extensionsFolder ?? join(folder.path, 'extensions');
  const userFolder = join(folder.path, 'data/User');
  mkdirSync(extensions, { recursive: true });
  mkdirSync(userFolder, { recursive: true });
  const setSettings: CodeServer['setSettings'] = (settings) => {
    writeFileSync(
      join(userFolder, 'settings.json'),
      JSON.stringify({ ...quietSettings, ...settings }, null, 2),
    );
  };
  setSettings(options.settings ?? {});
  const dataArguments = ['--server-data-dir', folder.path, '--extensions-dir', extensions];
  // Its sockets are to go with the folder.
  const environment = { ...withoutOurs(process.env), XDG_RUNTIME_DIR: folder.path, ...options.environment };

  if (options.extension === 'development') symlinkSync(checkout, join(extensions, installedName));
  else if (options.extension) {
    const install = ['--install-extension', options.extension, ...dataArguments];
    await promisify(execFile)(node, [serverMain, ...install], { env: environment });
  }

  if (options.otherExtension) {
    symlinkSync(options.otherExtension, join(extensions, 'test.other-1.0.0'));
  }

  const token = randomUUID();
  const server = startProcess(
    node,
    [
      serverMain,
      ...dataArguments,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      '--accept-server-license-terms',
      ...(options.obeysPayload ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = async () => {
    await server.stop();
    folder.remove();
  };
  try {
    const port = await listeningPort(server);
    return {
      windowUrl(workspace, payload = []) {
        const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
        const query = new URLSearchParams({ tkn: token, [kind]: workspace });
        if (payload.length > 0) query.set('payload', JSON.stringify(payload));
        return `http://127.0.0.1:${port}/?${query}`;
      },
      setSettings,
      dataFolder: folder.path,
      remoteUri: (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`,
      ended: server.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The environment without what would have a window behave otherwise for one developer than for the next. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => name !== 'NOVITA_API_KEY' && !name.startsWith('VSCODE_')),
  );
}

/** Reads the port from what the server says once it listens; keeps reading, so that its pipes never fill. */
async function listeningPort({ child, ended }: ReturnType<typeof startProcess>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      said.splice(0, said.length - 20);
      const port = line.match(/Extension host agent listening on (\d+)/)?.[1];
      if (port) resolve(Number(port));
    });
  }
  const fail = (what: string) => reject(new Error(`The VS Code server ${what}:\n${said.join('\n')}`));
  ended.then(
    (code) => fail(`ended (${code}) before it listened`),
    (error) => fail(`did not start (${error})`),
  );
  const timer = setTimeout(() => fail(`did not listen within ${startLimitMs / 1000} s`), startLimitMs);
  return promise.finally(() => clearTimeout(timer));
}
