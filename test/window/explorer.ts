import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';

/**
 * The Explorer's tree. A file is named by its path in the workspace, such as `photos/a b.png`; its last part must be
 * unique among the rows to be seen.
 */
export class Explorer {
  readonly #page: Page;
  readonly #contextMenu: ContextMenu;

  constructor(page: Page, contextMenu: ContextMenu) {
    this.#page = page;
    this.#contextMenu = contextMenu;
  }

  /** The names to be seen, from top to bottom. */
  async rows(): Promise<string[]> {
    await this.#rows().first().waitFor();
    return this.#rows().locator('.label-name').allTextContents();
  }

  /** Whether it shows anything, soon after a window has opened. */
  async hasRows(): Promise<boolean> {
    return this.#rows()
      .first()
      .waitFor({ timeout: 5000 })
      .then(
        () => true,
        () => false,
      );
  }

  /** Double-clicks a file and waits until its editor is there. */
  async open(path: string): Promise<void> {
    const row = await this.#reveal(path);
    await row.dblclick();
    await this.#shown(path);
  }

  /** Opens a picture and waits until its preview is there. */
  async openPicture(path: string): Promise<void> {
    const preview = this.#page.locator('iframe.webview').filter({ visible: true });
    const takenForText = this.#page.locator('.monaco-editor-pane-placeholder');
    // A window that has just opened may not know yet that it has a preview for pictures.
    for (let tries = 0; tries < 5; tries++) {
      await this.open(path);
      await preview.or(takenForText).first().waitFor();
      if (await preview.isVisible()) return;
      await this.#page.locator('.tab.active').click({ button: 'middle' });
      await takenForText.waitFor({ state: 'detached' });
    }
    throw new Error(`${path} is not shown as a picture.`);
  }

  /** Selects several files or folders: clicks the first, which shows it, and the others with Ctrl (on a Mac: Command). */
  async select(first: string, ...others: string[]): Promise<void> {
    // Some time after the first is shown, Explorer selects it, and it alone: then all of it is done again.
    for (let tries = 0; tries < 5; tries++) {
      const row = await this.#reveal(first);
      await row.click();
      const isFolder = (await row.getAttribute('aria-expanded')) !== null;
      if (!isFolder) await this.#shown(first);
      for (const path of others) await (await this.#reveal(path)).click({ modifiers: ['ControlOrMeta'] });
      await this.#page.waitForTimeout(1000);
      const selected = others.map(async (path) => (await this.#reveal(path)).getAttribute('aria-selected'));
      if ((await Promise.all(selected)).every((isSelected) => isSelected === 'true')) return;
    }
    throw new Error(`Explorer does not keep ${others.join(', ')} selected.`);
  }

  /** The labels of a file's context menu, or of one of its submenus. */
  async menu(path: string, ...submenus: string[]): Promise<string[]> {
    return this.#contextMenu.entries(await this.#reveal(path), ...submenus);
  }

  /** Right-clicks a file and points at an entry. */
  async pointAt(path: string, entry: string): Promise<void> {
    await this.#contextMenu.open(await this.#reveal(path));
    await this.#page.getByRole('menuitem', { name: entry, exact: true }).hover();
  }

  /** Right-clicks a file and clicks an entry: `rightClick('castle.png', 'Image to Prompt', 'Copy Prompt')`. */
  async rightClick(path: string, ...entry: string[]): Promise<void> {
    await this.#contextMenu.choose(await this.#reveal(path), ...entry);
  }

  /** Drags a file to where an element is and drops it there with Shift, as into a text. */
  async dropInto(path: string, target: Locator): Promise<void> {
    const from = await (await this.#reveal(path)).boundingBox();
    const to = await target.boundingBox();
    if (!from || !to) throw new Error(`${path} cannot be dragged there.`);
    const { keyboard, mouse } = this.#page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await keyboard.down('Shift');
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
    // What is dragged over has to notice.
    await this.#page.waitForTimeout(500);
    await mouse.move(to.x + to.width / 2 + 1, to.y + to.height / 2);
    await mouse.up();
    await keyboard.up('Shift');
  }

  async #shown(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? '';
    await this.#page
      .locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`)
      .first()
      .waitFor();
  }

  /** Opens the folders on the way to a row. */
  async #reveal(path: string): Promise<Locator> {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    for (const folder of parts) {
      const row = this.#row(folder);
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    }
    return this.#row(name);
  }

  #rows(): Locator {
    return this.#page.locator('.explorer-folders-view .monaco-list-row');
  }

  #row(name: string): Locator {
    return this.#rows().filter({ has: this.#page.getByText(name, { exact: true }) });
  }
}
