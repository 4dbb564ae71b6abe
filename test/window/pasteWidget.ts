import type { Locator, Page } from 'playwright-core';

/** The button that stands beside what was pasted or dropped, and its list of other choices. */
export class PasteWidget {
  readonly #page: Page;
  readonly #button: Locator;
  readonly #list: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#button = page.locator('.post-edit-widget');
    this.#list = page.locator('.action-widget .monaco-list-row.action');
  }

  /** The titles of the choices, from the first to the last. */
  async choices(): Promise<string[]> {
    await this.open();
    const titles = await this.#list.locator('.title').allTextContents();
    await this.#page.keyboard.press('Escape');
    await this.#list.first().waitFor({ state: 'hidden' });
    return titles;
  }

  /** Puts another choice in the place of what was pasted. */
  async choose(title: string): Promise<void> {
    await this.open();
    await this.#list.filter({ has: this.#page.getByText(title, { exact: true }) }).click();
  }

  /** Opens the list of choices. */
  async open(): Promise<void> {
    await this.#button.waitFor();
    await this.#page.keyboard.press('Control+.');
    await this.#list.first().waitFor();
    // For a moment a list takes a released button for the end of the click that opened it.
    await this.#page.waitForTimeout(200);
  }
}
