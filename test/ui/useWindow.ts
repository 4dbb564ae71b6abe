import { join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import { type ContractServer, startContractServer } from '../server/contractServer.ts';
import { checkout } from '../window/checkout.ts';
import { copySampleWorkspace } from '../window/copySampleWorkspace.ts';
import { type CodeWindow, openWindow, type WindowOptions } from '../window/openWindow.ts';

/** What the tests of a `describe` share; there while they run. */
export interface Stage {
  readonly window: CodeWindow;
  /** The folder that is open: a copy of the sample workspace, for these tests alone. */
  readonly workspace: string;
  /** The service that the extension is set to. */
  readonly server: ContractServer;
}

export interface StageOptions extends Omit<WindowOptions, 'workspace'> {
  /** Which of the contract server's addresses: `/keyless`, `/fault/hang/keyless`. */
  readonly servicePath?: string;
  /** Adds to the workspace, before it is opened. */
  readonly prepare?: (workspace: string) => void;
}

/**
 * Opens a window on the sample workspace for the tests of the `describe` it is called in, with the extension set to a
 * contract server. When a test fails, what its windows show is saved under `out/screenshots`.
 */
export function useWindow({ servicePath = '', prepare, settings, ...options }: StageOptions = {}): Stage {
  let stage: Stage | undefined;
  const closings: (() => unknown)[] = [];

  before(async function () {
    // The first window may have to wait for downloads.
    this.timeout(600_000);
    const workspace = copySampleWorkspace();
    closings.unshift(() => workspace.remove());
    prepare?.(workspace.path);
    const server = await startContractServer();
    closings.unshift(() => server.close());
    const window = await openWindow({
      workspace: workspace.path,
      settings: { 'img2prompt.baseUrl': server.url + servicePath, ...settings },
      extension: 'development',
      ...options,
    });
    closings.unshift(() => window.close());
    stage = { window, workspace: workspace.path, server };
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-');
    for (const [index, page] of (stage?.window.page.context().pages() ?? []).entries()) {
      await page.screenshot({ path: join(checkout, 'out/screenshots', `${name}-${index + 1}.png`) });
    }
  });

  after(async () => {
    for (const close of closings) await close();
  });

  const staged = () => {
    if (!stage) throw new Error('The window is there only while tests run.');
    return stage;
  };
  return {
    get window() {
      return staged().window;
    },
    get workspace() {
      return staged().workspace;
    },
    get server() {
      return staged().server;
    },
  };
}
