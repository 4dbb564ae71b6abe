import type { Locator, Page } from 'playwright-core';

export interface Notification {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly buttons: readonly string[];
}

/** Notifications, as toasts or in the notification centre. */
export class Notifications {
  readonly #page: Page;
  readonly #items: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#items = page.locator('.notification-list-item').filter({ visible: true });
  }

  /** All that were not dismissed. Opens the notification centre, as toasts go by themselves, and leaves it open. */
  async list(): Promise<Notification[]> {
    await this.#showCentre(true);
    return this.visible();
  }

  /** Those to be seen now, be it as toasts or in the centre. */
  async visible(): Promise<Notification[]> {
    // In one go, as any of them may vanish the next moment.
    return this.#items.evaluateAll((items): Notification[] =>
      items.map((item) => {
        const icon: string = item.querySelector('.notification-list-item-icon')?.className ?? '';
        const buttons = [
          ...item.querySelectorAll('.notification-list-item-buttons-container .monaco-button'),
        ];
        return {
          severity: icon.includes('error') ? 'error' : icon.includes('warning') ? 'warning' : 'info',
          message: item.querySelector('.notification-list-item-message')?.textContent ?? '',
          buttons: buttons.map((button) => button.textContent ?? ''),
        };
      }),
    );
  }

  /** Waits for a notification that says `text` and gives all that it says. */
  async shown(text: string | RegExp, timeoutMs = 15_000): Promise<string> {
    const message = this.#item(text).locator('.notification-list-item-message');
    await message.waitFor({ timeout: timeoutMs });
    return (await message.textContent()) ?? '';
  }

  /** Waits for a notification that says `text` and clicks one of its buttons. */
  async click(text: string | RegExp, button: string): Promise<void> {
    await this.#item(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Dismisses all, and closes the centre. */
  async clear(): Promise<void> {
    await this.#showCentre(true);
    const clearAll = this.#page.locator(
      '.notifications-center .codicon-notifications-clear-all:not(.disabled)',
    );
    if (await clearAll.isVisible()) await clearAll.click();
    await this.#showCentre(false);
  }

  #item(text: string | RegExp): Locator {
    return this.#items.filter({ hasText: text }).first();
  }

  async #showCentre(show: boolean): Promise<void> {
    const centre = this.#page.locator('.notifications-center');
    if ((await centre.isVisible()) === show) return;
    await this.#page.locator('#status\\.notifications').click();
    await centre.waitFor({ state: show ? 'visible' : 'hidden' });
  }
}
