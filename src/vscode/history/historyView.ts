import {
  commands,
  Disposable,
  type Event,
  l10n,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
  window,
  workspace,
} from 'vscode';
import type { HistoryState, PageMessage, PageRequest } from '../../historyView/protocol.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { fileImage } from '../sources/fileImage.ts';
import { doWithEntry } from './entryActions.ts';
import { historyPage } from './historyPage.ts';
import { historyViewId } from './historyViewId.ts';
import { type KeptPrompt, keptPrompt } from './keptPrompt.ts';
import { pageRequestIn } from './pageRequest.ts';
import { isWithin, pictureFolders } from './pictureFolders.ts';
import { shownEntry } from './shownEntry.ts';

export interface HistoryViewOptions {
  /** The folder of the page's script and style. */
  readonly distFolder: Uri;
  readonly services: Services;
  /** Fires after each change of the history that this window made. */
  readonly onDidChangeHistory: Event<void>;
}

/** As the manifest declares it. */
const walkthroughId = 'img2prompt.img2prompt#gettingStarted';

/** Many prompts that come in a row are shown together. */
const refreshDelayMs = 200;

/** As many files are read at a time; the threads that do it belong to every extension. */
const readsAtOnce = 16;

/** The view of the history. Its page is loaded by VS Code when it is to be seen, and forgotten when it is not. */
export class HistoryView implements WebviewViewProvider, Disposable {
  readonly #options: HistoryViewOptions;
  /** What was read so far, by id. An entry never changes. */
  readonly #kept = new Map<string, KeptPrompt>();
  /** The ids that the page knows. */
  #told: ReadonlySet<string> = new Set();
  readonly #listeners: readonly Disposable[];
  #view: WebviewView | undefined;
  /** The page is loaded and knows the entries. */
  #isReady = false;
  #wantsFocus = false;
  #folders: readonly Uri[] = [];
  #refreshing: Promise<void> = Promise.resolve();
  #refreshTimer: NodeJS.Timeout | undefined;

  constructor(options: HistoryViewOptions) {
    this.#options = options;
    this.#listeners = [
      options.onDidChangeHistory(() => this.#refreshSoon()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('img2prompt.history.maxEntries')) this.#refreshSoon();
      }),
      // Other windows write to the same history.
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#refreshSoon();
      }),
    ];
  }

  /** Opens the view and gives it the focus. */
  async show(): Promise<void> {
    this.#wantsFocus = true;
    await commands.executeCommand(`${historyViewId}.focus`);
    this.#giveFocus();
  }

  async resolveWebviewView(view: WebviewView): Promise<void> {
    this.#view = view;
    this.#isReady = false;
    this.#told = new Set();
    const listeners = [
      view.webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message)),
      view.onDidChangeVisibility(() => {
        if (view.visible) this.#refreshSoon();
        else this.#isReady = false;
      }),
    ];
    view.onDidDispose(() => {
      Disposable.from(...listeners).dispose();
      if (this.#view === view) this.#view = undefined;
    });
    // What its page may load is settled before it is loaded; it asks for the entries then.
    await this.#readIds();
    this.#folders = this.#pictureFolders();
    this.#setOptions(view);
    view.webview.html = historyPage(view.webview, this.#options.distFolder);
  }

  dispose(): void {
    clearTimeout(this.#refreshTimer);
    Disposable.from(...this.#listeners).dispose();
  }

  async #onMessage(message: unknown): Promise<void> {
    const request = pageRequestIn(message);
    if (request === undefined) return;
    await this.#options.services.problems.guard(this.#subjectOf(request), () => this.#do(request));
  }

  async #do(request: PageRequest): Promise<void> {
    if (request.kind === 'ready') {
      this.#told = new Set();
      await this.#refresh();
      this.#isReady = true;
      this.#giveFocus();
      return;
    }
    if (request.kind === 'begin') {
      await commands.executeCommand('img2prompt.generate');
      return;
    }
    if (request.kind === 'getStarted') {
      await commands.executeCommand('workbench.action.openWalkthrough', walkthroughId);
      return;
    }
    const kept = this.#kept.get(request.id);
    if (kept === undefined) return;
    if (request.kind === 'notDrawn') {
      if (kept.uri && !(await isThere(kept.uri))) this.#tell({ kind: 'gone', id: kept.id });
      return;
    }
    await doWithEntry(request.kind, kept, this.#options.services);
    if (request.kind === 'delete') await this.#refresh();
  }

  #subjectOf(request: PageRequest): string {
    const kept = 'id' in request ? this.#kept.get(request.id) : undefined;
    return kept?.name ?? l10n.t('Image to Prompt');
  }

  #refreshSoon(): void {
    this.#refreshTimer ??= setTimeout(() => {
      this.#refreshTimer = undefined;
      // Its page is gone while it cannot be seen, and asks for all when it can.
      if (this.#view?.visible) void this.#refresh();
    }, refreshDelayMs);
  }

  /** Brings the page up to date, once those before are through. */
  #refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.then(() => this.#show()).catch((error) => this.#log(error));
    return this.#refreshing;
  }

  async #show(): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const ids = await this.#readIds();
    const folders = this.#pictureFolders();
    if (folders.some((folder) => !this.#folders.some((known) => isWithin(folder, known)))) {
      // That loads the page anew, and it asks for the entries.
      this.#folders = folders;
      this.#setOptions(view);
      return;
    }
    const shown = ids ?? [];
    const added = shown.filter((id) => !this.#told.has(id)).flatMap((id) => this.#kept.get(id) ?? []);
    this.#told = new Set(shown);
    this.#tell({
      kind: 'entries',
      ids: shown,
      added: added.map((kept) => shownEntry(kept, view.webview)),
      state: this.#stateOf(ids),
    });
  }

  /** The ids of all entries, which are read if they were not before; undefined where the history cannot be read. */
  async #readIds(): Promise<string[] | undefined> {
    const { history } = this.#options.services;
    try {
      const ids = settings.maxHistoryEntries === 0 ? [] : await history.ids();
      const unread = ids.filter((id) => !this.#kept.has(id));
      for (let start = 0; start < unread.length; start += readsAtOnce) {
        const entries = await Promise.all(
          unread.slice(start, start + readsAtOnce).map((id) => history.get(id)),
        );
        for (const entry of entries) if (entry) this.#kept.set(entry.id, keptPrompt(entry));
      }
      const there = new Set(ids);
      for (const id of this.#kept.keys()) if (!there.has(id)) this.#kept.delete(id);
      return ids.filter((id) => this.#kept.has(id));
    } catch (error) {
      this.#log(error);
      return undefined;
    }
  }

  #stateOf(ids: readonly string[] | undefined): HistoryState {
    if (ids === undefined) return 'unreadable';
    return settings.maxHistoryEntries === 0 ? 'keepsNone' : 'kept';
  }

  #pictureFolders(): Uri[] {
    return pictureFolders([...this.#kept.values()].flatMap(({ uri }) => uri ?? []));
  }

  #setOptions({ webview }: WebviewView): void {
    const localResourceRoots = [this.#options.distFolder, ...this.#folders];
    webview.options = { enableScripts: true, localResourceRoots };
  }

  #tell(message: PageMessage): void {
    // A page that is gone meanwhile asks for all when it is loaded again.
    this.#view?.webview.postMessage(message).then(undefined, () => {});
  }

  /** VS Code gives the focus at once, which a page that is still loading does not get. */
  #giveFocus(): void {
    if (!this.#wantsFocus || !this.#isReady) return;
    this.#wantsFocus = false;
    this.#view?.show(false);
  }

  #log(error: unknown): void {
    this.#options.services.log.error(error instanceof Error ? error : String(error));
  }
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await fileImage(uri).sizeBytes();
    return true;
  } catch {
    return false;
  }
}
