import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Engine } from '../../../src/core/engine.ts';
import type { HttpClient } from '../../../src/net/httpClient.ts';
import type { currentEngine } from '../../../src/vscode/engines/currentEngine.ts';
import type { selectEngine } from '../../../src/vscode/engines/selectEngine.ts';

/** The engines of a copy of these sources, in a VS Code that has settings and lists to choose from, and nothing else. */
export interface EnginesOfCopy {
  /** Without `img2prompt.`. */
  readonly settings: Record<string, unknown>;
  /** Chooses a way to prompts by its label. */
  select(label: string): Promise<void>;
  /** The engine of the settings. */
  current(): Promise<Engine>;
  close(): Promise<void>;
}

interface Bundle {
  readonly HttpClient: new () => HttpClient;
  readonly currentEngine: typeof currentEngine;
  readonly selectEngine: typeof selectEngine;
}

export async function loadEngines(folder: string): Promise<EnginesOfCopy> {
  const settings: Record<string, unknown> = {};
  let wanted = '';
  const vscode = {
    ConfigurationTarget: {},
    env: {},
    l10n: { t: (sentence: string) => sentence },
    lm: { selectChatModels: async () => [] },
    window: {
      showQuickPick: async (items: readonly { label: string }[]) =>
        items.find(({ label }) => label === wanted),
    },
    workspace: {
      getConfiguration: () => ({
        get: (name: string) => settings[name],
        async update(name: string, value: unknown) {
          settings[name] = value;
        },
      }),
    },
  };
  const { HttpClient, currentEngine, selectEngine } = await load(folder, vscode);
  const http = new HttpClient();
  const memory = new Map() as never;
  const apiKeys = { get: async () => undefined } as never;
  return {
    settings,
    async select(label) {
      wanted = label;
      await selectEngine(memory);
    },
    async current() {
      return (await currentEngine({ http, apiKeys, memory }, (asking) => asking())).engine;
    },
    close: () => http.close(),
  };
}

/** Bundles the copy's own files, and runs that with a stand-in for VS Code. */
async function load(folder: string, vscode: object): Promise<Bundle> {
  const files = ['net/httpClient', 'vscode/engines/currentEngine', 'vscode/engines/selectEngine'];
  const contents = files.map((file) => `export * from './src/${file}.ts';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    write: false,
  });
  const requireOfNode = createRequire(import.meta.url);
  const require = (id: string) => (id === 'vscode' ? vscode : requireOfNode(id));
  const module = { exports: {} };
  new Function('require', 'module', outputFiles[0]?.text ?? '')(require, module);
  return module.exports as Bundle;
}
