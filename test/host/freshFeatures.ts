import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type Disposable,
  type ExtensionContext,
  extensions,
  type LogOutputChannel,
  type SecretStorage,
  Uri,
  window,
} from 'vscode';
import type { compose, Features } from '../../src/composition.ts';
import type { TargetEditor } from '../../src/vscode/destinations/targetEditor.ts';
import { temporaryFolder } from '../window/temporaryFolder.ts';

export interface FreshFeatures extends Features {
  close(): Promise<void>;
}

/** No editor that was used before. */
const noEditor = {
  withPlace: (work: (place: undefined) => unknown) => work(undefined),
} as unknown as TargetEditor;

/**
 * The features of the extension as it is shipped, composed anew: without what earlier tests left in its memory, and with
 * secrets and a log of the test's own.
 */
export function freshFeatures(
  secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
  log: LogOutputChannel,
  targetEditor: TargetEditor = noEditor,
): FreshFeatures {
  const extension = extensions.getExtension('img2prompt.img2prompt');
  if (!extension) throw new Error('The extension is not there.');
  const shipped = createRequire(__filename)(join(extension.extensionPath, 'dist/composition.cjs'));
  const memory = new Map<string, unknown>();
  const data = temporaryFolder();
  const subscriptions: Disposable[] = [];
  const context = {
    extension,
    asAbsolutePath: (path: string) => join(extension.extensionPath, path),
    subscriptions,
    globalStorageUri: Uri.file(data.path),
    secrets: { ...secrets, onDidChange: () => ({ dispose() {} }) },
    globalState: {
      get: (name: string) => memory.get(name),
      update: async (name: string, value: unknown) => void memory.set(name, value),
    },
  } as unknown as ExtensionContext;
  const { createOutputChannel } = window;
  window.createOutputChannel = (() => log) as unknown as typeof createOutputChannel;
  try {
    return {
      ...(shipped.compose as typeof compose)(context, targetEditor),
      close: async () => {
        for (const subscription of subscriptions) await subscription.dispose();
        data.remove();
      },
    };
  } finally {
    window.createOutputChannel = createOutputChannel;
  }
}
