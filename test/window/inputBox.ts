import type { Locator, Page } from 'playwright-core';

/** The input box at the top of the window. */
export class InputBox {
  protected readonly page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;

  constructor(page: Page) {
    this.page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('.quick-input-filter input.input');
  }

  /** Waits until it asks. */
  async shown(timeoutMs = 15_000): Promise<void> {
    await this.#input.waitFor({ timeout: timeoutMs });
  }

  /** Waits until it is gone. */
  async hidden(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden' });
  }

  async isShown(): Promise<boolean> {
    return this.#input.isVisible();
  }

  async title(): Promise<string> {
    await this.shown();
    return (await this.#widget.locator('.quick-input-title').textContent()) ?? '';
  }

  /** The line below the input: what is asked for, or what is wrong with the text typed. */
  async message(): Promise<string> {
    await this.shown();
    return (await this.#widget.locator('.quick-input-message').textContent()) ?? '';
  }

  /** Whether the message says that the text typed will not do. */
  async isInvalid(): Promise<boolean> {
    await this.shown();
    return this.#widget.locator('.monaco-inputbox.error').isVisible();
  }

  async text(): Promise<string> {
    await this.shown();
    return this.#input.inputValue();
  }

  async placeholder(): Promise<string> {
    await this.shown();
    return (await this.#input.getAttribute('placeholder')) ?? '';
  }

  /** Whether what is typed shows as dots. */
  async isPassword(): Promise<boolean> {
    await this.shown();
    return (await this.#input.getAttribute('type')) === 'password';
  }

  /** Types over what is there. */
  async type(text: string): Promise<void> {
    await this.shown();
    await this.#input.fill(text);
  }

  /** Enter. */
  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  /** Escape. */
  async cancel(): Promise<void> {
    await this.#input.press('Escape');
    await this.hidden();
  }
}
