import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { ContextMenu } from './contextMenu.ts';
import { Dialog } from './dialog.ts';
import { Editor } from './editor.ts';
import { Explorer } from './explorer.ts';
import { HistoryView } from './historyView.ts';
import { InputBox } from './inputBox.ts';
import { Notifications } from './notifications.ts';
import { Palette } from './palette.ts';
import { PasteWidget } from './pasteWidget.ts';
import { QuickPick } from './quickPick.ts';
import { startBrowser } from './startBrowser.ts';
import { type CodeServer, type CodeServerOptions, startCodeServer } from './startCodeServer.ts';
import { Walkthrough } from './walkthrough.ts';

export interface WindowOptions extends CodeServerOptions {
  /** The folder to open, absolute. */
  readonly workspace: string;
  /** The language of VS Code, by its id there; left out: English. */
  readonly language?: string;
  /** How many pixels of a screenshot a pixel of the page has a side; 1 when left out. */
  readonly scale?: number;
}

/** A VS Code window as a person meets it. What it does not offer, `page` does. */
export class CodeWindow {
  readonly page: Page;
  readonly dialog: Dialog;
  readonly editor: Editor;
  readonly explorer: Explorer;
  readonly historyView: HistoryView;
  readonly inputBox: InputBox;
  readonly notifications: Notifications;
  readonly palette: Palette;
  readonly pasteWidget: PasteWidget;
  readonly quickPick: QuickPick;
  readonly walkthrough: Walkthrough;
  readonly #server: CodeServer;
  readonly #close: () => Promise<void>;

  constructor(page: Page, server: CodeServer, close: () => Promise<void>) {
    this.page = page;
    this.#server = server;
    this.#close = close;
    const contextMenu = new ContextMenu(page);
    this.dialog = new Dialog(page);
    this.editor = new Editor(page, contextMenu);
    this.explorer = new Explorer(page, contextMenu);
    this.inputBox = new InputBox(page);
    this.notifications = new Notifications(page);
    this.pasteWidget = new PasteWidget(page);
    this.quickPick = new QuickPick(page);
    this.palette = new Palette(page, this.quickPick);
    this.historyView = new HistoryView(page, this.palette, contextMenu);
    this.walkthrough = new Walkthrough(page);
  }

  /** Waits until the extensions' menus, commands and settings are there: before that a menu lacks their entries. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => performance.getEntriesByName('code/didLoadExtensions').length > 0,
      undefined,
      { timeout: 60_000 },
    );
  }

  /** Presses a key or a chord, such as `Control+v`, wherever the focus is. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** The text on the clipboard. */
  async clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** Puts a picture on the clipboard as a bitmap, as a screenshot does; with a text beside it, as a spreadsheet does. */
  async copyBitmap(png: Uint8Array, text?: string): Promise<void> {
    const base64 = JSON.stringify(Buffer.from(png).toString('base64'));
    await this.page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob(${base64}), (character) => character.charCodeAt(0));
      const parts = { 'image/png': new Blob([bytes], { type: 'image/png' }) };
      const text = ${JSON.stringify(text) ?? 'undefined'};
      if (text !== undefined) parts['text/plain'] = text;
      return navigator.clipboard.write([new ClipboardItem(parts)]);
    })()`);
  }

  /** Holds all that the window keeps on disk: settings, state, logs. */
  get dataFolder(): string {
    return this.#server.dataFolder;
  }

  /** Replaces the user's settings, and loads the window anew: nothing watches the file. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#server.setSettings(settings);
    await this.reload();
  }

  /** Loads the window anew, which also restarts its extension host. */
  async reload(): Promise<void> {
    await this.page.reload({ timeout: 60_000 });
    await this.ready();
  }

  /**
   * Opens another window of the same VS Code, with the same data, on a folder or a file of a workspace. It closes by itself
   * alone.
   */
  async openAnother(workspace: string): Promise<CodeWindow> {
    const page = await this.page.context().newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(this.#server.windowUrl(workspace), { timeout: 60_000 });
    const another = new CodeWindow(page, this.#server, () => page.close());
    await another.ready();
    // A window that has not seen a workspace's file before may miss its folders for good if they come while it starts.
    for (let tries = 0; tries < 5 && !(await another.explorer.hasRows()); tries++) await another.reload();
    return another;
  }

  /** Saves what is to be seen as a PNG. */
  async screenshot(path: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** Closes the window, its browser and its server. */
  async close(): Promise<void> {
    await this.#close();
  }
}

/** Opens a window of a real VS Code, with a server, a browser and data folders of its own. */
export async function openWindow({
  workspace,
  language,
  scale,
  ...options
}: WindowOptions): Promise<CodeWindow> {
  const server = await startCodeServer(options);
  try {
    const browser = await startBrowser({ language, scale });
    const window = new CodeWindow(browser.page, server, async () => {
      await browser.close();
      await server.stop();
    });
    try {
      await window.page.goto(server.windowUrl(workspace), { timeout: 60_000 });
      await window.ready();
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}
