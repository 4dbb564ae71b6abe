import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type Disposable,
  type ExtensionContext,
  extensions,
  type LogOutputChannel,
  type SecretStorage,
  window,
} from 'vscode';
import type { compose } from '../../src/composition.ts';
import type { CommandTable } from '../../src/vscode/commands.ts';

export interface FreshCommands {
  readonly commands: CommandTable;
  close(): Promise<void>;
}

/**
 * The commands of the extension as it is shipped, composed anew: without what earlier tests left in its memory, with
 * secrets and a log of the test's own, and no editor that was used before.
 */
export function freshCommands(
  secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
  log: LogOutputChannel,
): FreshCommands {
  const extension = extensions.getExtension('img2prompt.img2prompt');
  if (!extension) throw new Error('The extension is not there.');
  const shipped = createRequire(__filename)(join(extension.extensionPath, 'dist/composition.cjs'));
  const memory = new Map<string, unknown>();
  const subscriptions: Disposable[] = [];
  const context = {
    extension,
    asAbsolutePath: (path: string) => join(extension.extensionPath, path),
    subscriptions,
    secrets,
    globalState: {
      get: (name: string) => memory.get(name),
      update: async (name: string, value: unknown) => void memory.set(name, value),
    },
  } as unknown as ExtensionContext;
  const targetEditor = { withPlace: (work: (place: undefined) => unknown) => work(undefined) };
  const { createOutputChannel } = window;
  window.createOutputChannel = (() => log) as unknown as typeof createOutputChannel;
  try {
    const { commands } = (shipped.compose as typeof compose)(context, targetEditor as never);
    return {
      commands,
      close: async () => {
        for (const subscription of subscriptions) await subscription.dispose();
      },
    };
  } finally {
    window.createOutputChannel = createOutputChannel;
  }
}
