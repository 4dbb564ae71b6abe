import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';
import type { Palette } from './palette.ts';

/** The view of the history. An entry is named by a text in it. */
export class HistoryView {
  readonly #page: Page;
  readonly #palette: Palette;
  readonly #contextMenu: ContextMenu;
  readonly document: FrameLocator;
  readonly searchBox: Locator;

  constructor(page: Page, palette: Palette, contextMenu: ContextMenu) {
    this.#page = page;
    this.#palette = palette;
    this.#contextMenu = contextMenu;
    // A document in a frame in a frame, which floats above the side bar.
    this.document = page
      .locator('iframe.webview[src*="extensionId=img2prompt.img2prompt"]')
      .filter({ visible: true })
      .contentFrame()
      .locator('#active-frame')
      .contentFrame();
    this.searchBox = this.document.getByRole('searchbox');
  }

  /** Opens it by its command. */
  async show(): Promise<void> {
    await this.#palette.run('Image to Prompt: Show History');
    // What the pointer is over by now would show a hover across the view.
    await this.#page.mouse.move(800, 600);
    // The first time the extension itself is loaded.
    await this.document.locator('ul, main').filter({ visible: true }).waitFor({ timeout: 40_000 });
  }

  /** The entries to be seen, with those scrolled out of view. */
  get entries(): Locator {
    return this.document.getByRole('listitem').filter({ visible: true });
  }

  entry(text: string): Locator {
    return this.entries.filter({ hasText: text }).first();
  }

  /** Points at an entry and clicks one of its buttons. */
  async click(text: string, action: string): Promise<void> {
    await this.entry(text).hover();
    await this.entry(text).getByTitle(action, { exact: true }).click();
  }

  /** What has the focus: the name of an element, of an entry its picture's, of a button what it is called. */
  async focused(): Promise<string> {
    return this.document.locator(':focus').evaluate(
      (element) => {
        const name = element.querySelector('.name')?.textContent;
        if (element.tagName === 'LI') return `entry ${name}`;
        return element.getAttribute('aria-label') ?? element.tagName;
      },
      undefined,
      { timeout: 1000 },
    );
  }

  /** Clicks an entry of the menu behind the dots in its title. */
  async clickTitleMenu(entry: string): Promise<void> {
    const more = this.#page.locator('.sidebar .composite.title .action-label.codicon-toolbar-more');
    await this.#contextMenu.chooseOfButton(more, entry);
  }
}
