import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

const aboutPrompts = (entries: string[]) => entries.filter((entry) => /prompt/i.test(entry));

describe('From a right-click to a prompt', () => {
  const stage = useWindow();

  it('offers one entry and one submenu on an image', async () => {
    const { explorer } = stage.window;
    assert.deepEqual(aboutPrompts(await explorer.menu('castle.png')), ['Generate Prompt', 'Image to Prompt']);
    assert.deepEqual(await explorer.menu('castle.png', 'Image to Prompt'), [
      'Insert Prompt at Cursor',
      'Open Prompt in New Document',
      'Copy Prompt',
      'Save Prompt Beside Image',
      'Generate Prompt Again',
      'Show Prompt Stored in Image',
    ]);
  });

  for (const row of ['notes.md', 'sub folder']) {
    it(`offers nothing on ${row}`, async () => {
      assert.deepEqual(aboutPrompts(await stage.window.explorer.menu(row)), []);
    });
  }

  it('asks for the key, says who will receive pictures, and opens the prompt in a new document', async () => {
    const { explorer, inputBox, editor } = stage.window;
    await explorer.rightClick('castle.png', 'Generate Prompt');
    const { host } = new URL(stage.server.url);
    assert.equal(await inputBox.title(), `API key for ${host}`);
    assert.match(await inputBox.message(), new RegExp(`are sent to ${host}`));
    assert.equal(await inputBox.isPassword(), true);
    await inputBox.type('sk_typed_by_a_person');
    await inputBox.accept();
    await editor.shown();
    assert.match(await editor.text(), /^a wide 800 by 600 picture/);
  });

  it('shows all of the prompt in the new document, however long its line', async () => {
    const lines = stage.window.page.locator('.editor-group-container.active .view-line');
    await lines.nth(2).waitFor(); // the prompt is one, the empty one behind it another
  });

  it('inserts at the cursor of a note, without asking again', async () => {
    const { explorer, editor, inputBox } = stage.window;
    await explorer.open('notes.md');
    await editor.placeCursor(12);
    await explorer.rightClick('lighthouse.jpg', 'Generate Prompt');
    await stage.window.page.getByText('a wide 1200 by 800').first().waitFor();
    assert.equal(await inputBox.isShown(), false);
    const lines = (await editor.text()).split(/\r?\n/);
    assert.match(lines.slice(10, 13).join('\n'), /a wide 1200 by 800 picture/);
  });

  it('copies the prompt, from the submenu', async () => {
    const { explorer } = stage.window;
    await explorer.rightClick('castle.png', 'Image to Prompt', 'Copy Prompt');
    await stage.window.page.getByText('Copied').waitFor();
    assert.match(await stage.window.clipboard(), /^a wide 800 by 600 picture/);
  });

  it('takes several pictures at once, in the order of the list', async () => {
    const { explorer, editor } = stage.window;
    await explorer.select('castle.png', 'harbour at dusk #3.png', 'lighthouse.jpg');
    await explorer.rightClick('lighthouse.jpg', 'Image to Prompt', 'Open Prompt in New Document');
    await stage.window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await stage.window.page.getByText('## castle.png').first().waitFor();
    const headings = (await editor.text()).split(/\r?\n/).filter((line) => line.startsWith('## '));
    assert.deepEqual(headings, ['## castle.png', '## harbour at dusk #3.png', '## lighthouse.jpg']);
  });
});

describe('From the preview of an image', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  const usePreview = async () => {
    const { explorer, editor } = stage.window;
    await explorer.openPicture('castle.png');
    assert.equal(await editor.activeTab(), 'castle.png');
    return editor;
  };
  const hasPrompt = () => stage.window.page.getByText('a wide 800 by 600').first().waitFor();
  const closePrompt = async () => {
    await stage.window.palette.run('View: Revert and Close Editor');
  };

  it('there is a button in its title', async () => {
    const editor = await usePreview();
    await editor.clickTitleButton('Generate Prompt');
    await hasPrompt();
    await closePrompt();
  });

  it('there is an entry in its context menu', async () => {
    const editor = await usePreview();
    await editor.rightClick('Generate Prompt');
    await hasPrompt();
    await closePrompt();
  });

  it('there is a submenu in the menu of its tab', async () => {
    const editor = await usePreview();
    await editor.rightClickTab('castle.png', 'Image to Prompt', 'Open Prompt in New Document');
    await hasPrompt();
    await closePrompt();
  });

  it('the palette takes the picture in the active tab', async () => {
    await usePreview();
    await stage.window.palette.run('Image to Prompt: Open Prompt in New Document');
    await hasPrompt();
    await closePrompt();
  });

  it('the prompt goes to the note that the preview covers', async () => {
    const { explorer, editor } = stage.window;
    await explorer.open('ideas.txt');
    await editor.placeCursor(1, 1);
    await usePreview();
    await editor.clickTitleButton('Generate Prompt');
    await hasPrompt();
    assert.equal(await editor.activeTab(), 'ideas.txt');
  });
});

describe('From the command palette', () => {
  const stage = useWindow({ servicePath: '/keyless' });

  it('lists the commands', async () => {
    // The list is longer than what is to be seen of it; the end comes with another search.
    const { palette } = stage.window;
    const seen = [
      ...(await palette.commands('Image to Prompt: ')),
      ...(await palette.commands('Image to Prompt: Sh')),
    ].filter((command) => command.startsWith('Image to Prompt: '));
    assert.deepEqual([...new Set(seen)].sort(), [
      'Image to Prompt: Caption Images...',
      'Image to Prompt: Check Connection',
      'Image to Prompt: Clear Cache...',
      'Image to Prompt: Clear History...',
      'Image to Prompt: Copy Prompt',
      'Image to Prompt: Focus on History View', // VS Code's own
      'Image to Prompt: Generate Prompt',
      'Image to Prompt: Generate Prompt Again',
      'Image to Prompt: Insert Prompt at Cursor',
      'Image to Prompt: Open Prompt in New Document',
      'Image to Prompt: Remove API Key...',
      'Image to Prompt: Save Prompt Beside Image',
      'Image to Prompt: Select Engine...',
      'Image to Prompt: Set API Key...',
      'Image to Prompt: Show History',
      'Image to Prompt: Show Log',
      'Image to Prompt: Show Prompt Stored in Image',
    ]);
  });

  it('offers the pictures of the workspace when none is pointed at', async () => {
    const { palette, quickPick, page } = stage.window;
    await palette.run('Image to Prompt: Generate Prompt');
    const items = await quickPick.items();
    assert.ok(items.includes('castle.png') && items.includes('forest.jpg'), items.join());
    assert.equal(items.at(-1), 'Browse...');
    await quickPick.type('forest');
    await quickPick.pick('forest.jpg');
    await page
      .getByText(/^a .* picture in/)
      .first()
      .waitFor();
  });

  it('takes the image link under the cursor', async () => {
    const { explorer, editor, palette, page } = stage.window;
    await explorer.open('notes.md');
    await editor.placeCursor(10, 5);
    await palette.run('Image to Prompt: Open Prompt in New Document');
    await page.getByText('a wide 800 by 600').first().waitFor();
  });

  it('shows the log', async () => {
    const { palette, page } = stage.window;
    await palette.run('Image to Prompt: Show Log');
    const channel = page.locator('.panel select').filter({ visible: true }).first();
    await channel.waitFor();
    assert.equal(await channel.locator('option:checked').textContent(), 'Image to Prompt');
  });
});
