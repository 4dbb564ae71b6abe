import type { Page } from 'playwright-core';
import type { QuickPick } from './quickPick.ts';

/** The command palette. A command is named as it stands there, `Image to Prompt: Copy Prompt`. */
export class Palette {
  readonly #page: Page;
  readonly #quickPick: QuickPick;

  constructor(page: Page, quickPick: QuickPick) {
    this.#page = page;
    this.#quickPick = quickPick;
  }

  /** Runs a command. */
  async run(command: string): Promise<void> {
    await this.#search(command);
    await this.#quickPick.pick(command);
  }

  /** The commands that the palette offers for what is typed. */
  async commands(typed: string): Promise<string[]> {
    await this.#search(typed);
    const commands = await this.#quickPick.items();
    await this.#quickPick.cancel();
    return commands;
  }

  async #search(typed: string): Promise<void> {
    // A preview that is just getting the focus swallows keys.
    for (let tries = 0; tries < 5 && !(await this.#quickPick.isShown()); tries++) {
      await this.#page.keyboard.press('F1');
      await this.#page.waitForTimeout(500);
    }
    await this.#quickPick.type(`>${typed}`);
    // The list follows the typing with a delay and has no sign for when it is done.
    await this.#page.waitForTimeout(500);
  }
}
