import type { Locator, Page } from 'playwright-core';

/** The page that leads through an extension's first steps. A step is named by its title. */
export class Walkthrough {
  readonly #page: Page;
  readonly #steps: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#steps = page.locator('.getting-started-step');
  }

  /** Waits for it; the titles of its steps. */
  async steps(): Promise<string[]> {
    await this.#steps.first().waitFor();
    return this.#steps.locator('.step-title').allTextContents();
  }

  /** Shows a step's text and picture. */
  async select(title: string): Promise<void> {
    const step = this.#step(title);
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
  }

  /** Clicks a button of the step that is shown. */
  async click(label: string): Promise<void> {
    await this.#steps.getByRole('button', { name: label, exact: true }).click();
  }

  /** The width in pixels of the picture that is shown; 0 while it is not there. */
  async pictureWidthPx(): Promise<number> {
    return this.#page
      .locator('.getting-started-media img')
      .first()
      .evaluate((image: { naturalWidth: number }) => image.naturalWidth);
  }

  /** Waits until a step is ticked. */
  async done(title: string): Promise<void> {
    await this.#page.locator('.getting-started-step[aria-checked="true"]', { hasText: title }).waitFor();
  }

  #step(title: string): Locator {
    return this.#steps.filter({ hasText: title });
  }
}
