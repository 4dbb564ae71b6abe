import type { Locator, Page } from 'playwright-core';

/** Context menus and their submenus, and the menus of buttons. */
export class ContextMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The labels of the menu of `target`, or of the submenu that `path` leads to; separators left out. */
  async entries(target: Locator, ...path: string[]): Promise<string[]> {
    await this.open(target, path);
    const labels = await this.#labels(path.length);
    // Each Escape closes one level.
    while (await this.#menu(0).isVisible()) await this.#page.keyboard.press('Escape');
    return labels;
  }

  /** Clicks an entry in the menu of `target`, `path` being the submenus on the way to it and its own label. */
  async choose(target: Locator, ...path: string[]): Promise<void> {
    await this.open(target, path.slice(0, -1));
    await this.#click(path.length - 1, path.at(-1) ?? '');
    await this.#menu(0).waitFor({ state: 'hidden' });
  }

  /** Clicks a button that has a menu, and an entry in it. */
  async chooseOfButton(button: Locator, entry: string): Promise<void> {
    await button.click();
    await this.#opened(0);
    await this.#click(0, entry);
    await this.#menu(0).waitFor({ state: 'hidden' });
  }

  /** Opens the menu of `target` and submenus on from there. */
  async open(target: Locator, submenus: readonly string[] = []): Promise<void> {
    await target.click({ button: 'right' });
    await this.#opened(0);
    for (const [depth, label] of submenus.entries()) {
      await this.#click(depth, label);
      await this.#opened(depth + 1);
    }
  }

  async #opened(depth: number): Promise<void> {
    await this.#menu(depth).waitFor();
    // For its first 100 ms a menu takes a released button for the end of the click that opened it.
    await this.#page.waitForTimeout(200);
  }

  /** A submenu lies inside its parent, and so comes after it in the document. */
  #menu(depth: number): Locator {
    return this.#page.locator('.monaco-menu').nth(depth);
  }

  async #labels(depth: number): Promise<string[]> {
    const items = this.#menu(depth).locator(':scope > .monaco-action-bar > ul > li > a');
    return items.locator('> .action-label:not(.separator)').allTextContents();
  }

  async #click(depth: number, label: string): Promise<void> {
    const labels = await this.#labels(depth);
    if (!labels.includes(label)) throw new Error(`The menu has no ${label}; it has ${labels.join(', ')}.`);
    const text = this.#page.getByText(label, { exact: true });
    await this.#menu(depth).getByRole('menuitem').filter({ has: text }).first().click();
  }
}
