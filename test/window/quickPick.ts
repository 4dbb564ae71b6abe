import type { Locator, Page } from 'playwright-core';
import { InputBox } from './inputBox.ts';

/** Of a row's two lines the first holds the label; a description stands beside it. */
const labelName = '.quick-input-list-row:first-child .label-name';

/** The list at the top of the window, with the input that filters it. */
export class QuickPick extends InputBox {
  readonly #rows: Locator;

  constructor(page: Page) {
    super(page);
    this.#rows = page.locator('.quick-input-list .monaco-list-row');
  }

  /** The labels to be seen (at most about fifteen), without descriptions. */
  async items(): Promise<string[]> {
    await this.#rows.first().waitFor();
    return this.#rows.locator(labelName).allTextContents();
  }

  /** Waits for the item with this label and clicks it. */
  async pick(label: string): Promise<void> {
    // Found again at each try: the list may change while one reaches for it.
    const wholeLabel = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    await this.#rows.locator(labelName).filter({ hasText: wholeLabel }).first().click();
  }
}
