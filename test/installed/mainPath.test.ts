import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { vsixPath } from '../../vsix.ts';
import { useWindow } from '../ui/useWindow.ts';
import { checkout } from '../window/checkout.ts';

/** Pictures that have to be converted; the service sees a JPEG or PNG. */
const converted: readonly [name: string, prompt: string][] = [
  ['panorama.png', 'a wide 2048 by 945'],
  ['plain.heic', 'a wide 128 by 96'],
];

for (const version of ['newest', 'oldest'] as const) {
  describe(`The package, installed in the ${version} VS Code`, () => {
    const stage = useWindow({
      version,
      extension: join(checkout, vsixPath),
      prepare(workspace) {
        copyFileSync(join(checkout, 'test/fixtures/images/plain.heic'), join(workspace, 'plain.heic'));
      },
    });

    it('asks for the key and opens the prompt in a new document', async () => {
      const { editor, explorer, inputBox } = stage.window;
      await explorer.rightClick('castle.png', 'Generate Prompt');
      await inputBox.shown(45_000); // extensions are only just starting
      assert.equal(await inputBox.title(), `API key for ${new URL(stage.server.url).host}`);
      await inputBox.type('sk_typed_by_a_person');
      await inputBox.accept();
      await editor.shown();
      assert.match(await editor.text(), /^a wide 800 by 600 picture/);
    });

    it('inserts at the cursor of a note', async () => {
      const { editor, explorer, page } = stage.window;
      await explorer.open('notes.md');
      await editor.placeCursor(12);
      await explorer.rightClick('lighthouse.jpg', 'Generate Prompt');
      await page.getByText('a wide 1200 by 800').first().waitFor();
      const lines = (await editor.text()).split(/\r?\n/);
      assert.match(lines.slice(10, 13).join('\n'), /a wide 1200 by 800 picture/);
    });

    it('takes the image link under the cursor', async () => {
      const { editor, palette, page } = stage.window;
      await editor.placeCursor(10, 5);
      await palette.run('Image to Prompt: Open Prompt in New Document');
      await page.locator('.tab.active', { hasText: 'Untitled-2' }).waitFor();
      await page.getByText('a wide 800 by 600').first().waitFor();
    });

    for (const [name, prompt] of converted) {
      it(`converts ${name}`, async () => {
        const { editor, explorer, page } = stage.window;
        await explorer.rightClick(name, 'Image to Prompt', 'Open Prompt in New Document');
        await page.getByText(prompt).first().waitFor({ timeout: 45_000 });
        assert.match(await editor.text(), new RegExp(`^${prompt} picture`));
      });
    }

    it('shows them in the history', async () => {
      const { historyView } = stage.window;
      await historyView.show();
      await historyView.entry('lighthouse.jpg').waitFor();
      assert.equal(await historyView.entries.count(), 4);
    });
  });
}
