import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';

/** An expression for the page: what the editor in focus would copy. */
const copiedText = `(() => {
  const clipboardData = new DataTransfer();
  document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
  return clipboardData.getData('text/plain');
})()`;

/** How often a key's effect is looked for, 100 ms apart, before there is taken to be none. */
const looks = 20;

/** The active editor group: its tabs, its title's buttons, and the text editor or preview in it. */
export class Editor {
  readonly #page: Page;
  readonly #contextMenu: ContextMenu;
  readonly #group: Locator;
  readonly #textArea: Locator;
  readonly #picture: Locator;

  constructor(page: Page, contextMenu: ContextMenu) {
    this.#page = page;
    this.#contextMenu = contextMenu;
    this.#group = page.locator('.editor-group-container.active');
    // The element that takes what is typed: an edit context, or a text area where that is switched off.
    this.#textArea = this.#group
      .locator('.editor-instance .monaco-editor')
      .locator('.native-edit-context, textarea.inputarea')
      .first();
    // A preview is a document in a frame in a frame, which floats above the group.
    this.#picture = page
      .locator('iframe.webview')
      .filter({ visible: true })
      .contentFrame()
      .locator('#active-frame')
      .contentFrame()
      .locator('img');
  }

  /** The names on the tabs, from left to right; that of a new document is `Untitled-1`. */
  async tabs(): Promise<string[]> {
    return this.#group
      .locator('.tab')
      .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** The name on the active tab. */
  async activeTab(): Promise<string> {
    return (await this.#group.locator('.tab.active').getAttribute('data-resource-name')) ?? '';
  }

  /** Waits until the active editor is one of text. */
  async shown(timeoutMs = 15_000): Promise<void> {
    await this.#textArea.waitFor({ state: 'attached', timeout: timeoutMs });
  }

  /**
   * Waits until VS Code's own features for Markdown, which start after the window, have found the links of a document:
   * from then on pasting has its choices and quick fixes are there.
   */
  async linksFound(): Promise<void> {
    await this.#page.locator('.detected-link').first().waitFor();
  }

  async isShown(): Promise<boolean> {
    return (await this.#textArea.count()) > 0;
  }

  /**
   * The whole text of the active text editor. The screen holds only the lines in view, so this selects all, asks the
   * editor what it would copy (the clipboard is left alone), and takes the selecting back.
   */
  async text(): Promise<string> {
    await this.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    // A command of a key is done some time after the key; without a selection an editor would copy nothing.
    let text = '';
    for (let look = 0; look < looks && text === ''; look++) {
      if (look > 0) await this.#page.waitForTimeout(100);
      text = await this.#page.evaluate<string>(copiedText);
    }
    await this.#page.keyboard.press('ControlOrMeta+u');
    return text;
  }

  async focus(): Promise<void> {
    await this.shown();
    await this.#textArea.focus();
  }

  /** Types at the cursor. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.type(text);
  }

  /** Puts the cursor at a line and column, both counted from 1. */
  async placeCursor(line: number, column = 1): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+g');
    const input = this.#page.locator('.quick-input-widget input.input');
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The labels of the buttons in the editor's title, with their keys in brackets. */
  async titleButtons(): Promise<string[]> {
    return this.#group
      .locator('.editor-actions .action-label')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  }

  /** Clicks a button in the editor's title, named by a part of its label: VS Code may put the category before it. */
  async clickTitleButton(label: string): Promise<void> {
    await this.#titleButton(label).click();
  }

  /** Points at a button in the editor's title. */
  async pointAtTitleButton(label: string): Promise<void> {
    await this.#titleButton(label).hover();
  }

  /** Right-clicks a tab and clicks an entry of its menu. */
  async rightClickTab(name: string, ...entry: string[]): Promise<void> {
    const tab = this.#group.locator(`.tab[data-resource-name=${JSON.stringify(name)}]`);
    await this.#contextMenu.choose(tab, ...entry);
  }

  /** The labels of the context menu of the picture that is previewed, or of one of its submenus. */
  async menu(...submenus: string[]): Promise<string[]> {
    return this.#contextMenu.entries(this.#picture, ...submenus);
  }

  /** Right-clicks the picture that is previewed and clicks an entry of its menu. */
  async rightClick(...entry: string[]): Promise<void> {
    await this.#contextMenu.choose(this.#picture, ...entry);
  }

  #titleButton(label: string): Locator {
    return this.#group.locator(`.editor-actions .action-label[aria-label*=${JSON.stringify(label)}]`);
  }
}
