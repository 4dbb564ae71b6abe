import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { before, describe, it } from 'mocha';
import { checkout } from '../window/checkout.ts';
import { type Stage, useWindow } from './useWindow.ts';

const castle = /a wide 800 by 600 picture/;

/** Puts a picture on the clipboard, and a text beside it, and presses Ctrl+V at the end of a file. */
async function paste({ window, workspace }: Stage, file: string, text?: string): Promise<void> {
  const { explorer, editor } = window;
  await explorer.open(file);
  await editor.focus();
  await window.press('Control+End');
  await window.copyBitmap(readFileSync(join(workspace, 'castle.png')), text);
  await editor.focus();
  await window.press('Control+v');
}

/** Waits until the extension is active: it is a moment after a file is opened, and pastes do not wait for it. */
async function extensionIsReady({ window }: Stage): Promise<void> {
  await window.palette.run('Image to Prompt: Select Engine...');
  await window.quickPick.items();
  await window.quickPick.cancel();
}

async function markdownIsReady({ window }: Stage): Promise<void> {
  await window.explorer.open('notes.md');
  await window.editor.linksFound();
}

const sampleText = (file: string) =>
  readFileSync(join(checkout, 'test/sampleWorkspace', file), 'utf8').replaceAll('\r\n', '\n');

/** Whether a file comes, or goes: that is a moment after the text that shows it. */
async function becomes(state: 'there' | 'gone', file: string): Promise<boolean> {
  const isSo = () => existsSync(file) === (state === 'there');
  for (let tries = 0; tries < 50 && !isSo(); tries++) await setTimeout(100);
  return isSo();
}

describe('Pasting a bitmap', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  before(async () => {
    await extensionIsReady(stage);
    await markdownIsReady(stage);
  });
  const image = () => join(stage.workspace, 'image.png');

  it('inserts what VS Code makes of it, with our choices beside it, and sends nothing', async () => {
    const { editor, pasteWidget } = stage.window;
    await paste(stage, 'notes.md');
    assert.deepEqual(await pasteWidget.choices(), [
      'Insert Markdown Image',
      'Insert prompt',
      'Insert image with alt text',
    ]);
    assert.ok((await editor.text()).endsWith('![alt text](image.png)'));
    assert.deepEqual(stage.server.requests, []);
    await stage.window.press('Control+z');
    assert.ok(await becomes('gone', image()));
  });

  it('inserts an image with its alt text when that is chosen, and one undo takes text and file back', async () => {
    const { editor, page, pasteWidget } = stage.window;
    const before = sampleText('notes.md');
    await paste(stage, 'notes.md');
    await pasteWidget.choose('Insert image with alt text');
    await page.getByText('a wide 800 by 600').first().waitFor();
    await stage.window.screenshot('out/screenshots/pasteImageWithAltText.png');
    assert.match(
      (await editor.text()).slice(before.length),
      /^!\[a wide 800 by 600 picture[^\],]*\]\(image\.png\)$/,
    );
    assert.ok(await becomes('there', image()));
    assert.equal(readFileSync(image()).subarray(1, 4).toString(), 'PNG');
    assert.equal(existsSync(join(stage.workspace, 'image-1.png')), false);
    await editor.focus();
    await stage.window.press('Control+z');
    await page.getByText('a wide 800 by 600').first().waitFor({ state: 'hidden' });
    assert.equal(await editor.text(), before);
    assert.ok(await becomes('gone', image()));
  });

  it('inserts the prompt in a prompt file when that is chosen', async () => {
    const { editor, page, pasteWidget } = stage.window;
    const file = '.github/prompts/poster.prompt.md';
    const before = sampleText(file);
    await paste(stage, file);
    await pasteWidget.choose('Insert prompt');
    await page.getByText('a wide 800 by 600').first().waitFor();
    await stage.window.screenshot('out/screenshots/pastePromptIntoPromptFile.png');
    const text = await editor.text();
    assert.ok(text.startsWith(before));
    assert.match(text.slice(before.length), /^a wide 800 by 600 picture[^\n]*$/);
    assert.equal(existsSync(join(stage.workspace, '.github/prompts/image.png')), false);
  });

  it('does nothing in plain text, where VS Code makes nothing of it', async () => {
    const { editor, page } = stage.window;
    const requests = stage.server.requests.length;
    await paste(stage, 'ideas.txt');
    await page.waitForTimeout(2000);
    assert.equal(await editor.text(), sampleText('ideas.txt'));
    assert.equal(stage.server.requests.length, requests);
  });
});

describe('Pasting a bitmap as its prompt by default', () => {
  const stage = useWindow({ servicePath: '/keyless', settings: { 'img2prompt.paste.default': 'prompt' } });
  before(() => extensionIsReady(stage));
  const serve = async (path: string) => {
    const baseUrl = stage.server.url + path;
    await stage.window.set({ 'img2prompt.paste.default': 'prompt', 'img2prompt.baseUrl': baseUrl });
    await extensionIsReady(stage);
  };
  const unchanged = () => sampleText('ideas.txt');

  it('puts it in, and one undo takes it back', async () => {
    const { editor, page } = stage.window;
    await paste(stage, 'ideas.txt');
    await page.getByText('a wide 800 by 600').first().waitFor();
    assert.match((await editor.text()).slice(unchanged().length), /^a wide 800 by 600 picture[^\n]*$/);
    await editor.focus();
    await stage.window.press('Control+z');
    await page.getByText('a wide 800 by 600').first().waitFor({ state: 'hidden' });
    assert.equal(await editor.text(), unchanged());
  });

  it('takes the place of the selection, with the cursor behind it', async () => {
    const { editor, explorer, page } = stage.window;
    await explorer.open('ideas.txt');
    await editor.placeCursor(3, 3);
    await stage.window.press('Shift+End');
    await stage.window.copyBitmap(readFileSync(join(stage.workspace, 'castle.png')));
    await editor.focus();
    await stage.window.press('Control+v');
    await page.getByText('a wide 800 by 600').first().waitFor();
    await stage.window.page.keyboard.type('!');
    assert.match(await editor.text(), /^- a wide 800 by 600 picture[^\n]+!$/m);
    await stage.window.press('Control+z');
    await stage.window.press('Control+z');
    await page.getByText('a wide 800 by 600').first().waitFor({ state: 'hidden' });
    assert.equal(await editor.text(), sampleText('ideas.txt'));
  });

  it('comes before what VS Code makes of it', async () => {
    await markdownIsReady(stage);
    await paste(stage, 'notes.md');
    await stage.window.page.getByText('a wide 800 by 600').first().waitFor();
    assert.deepEqual(await stage.window.pasteWidget.choices(), [
      'Insert prompt',
      'Insert Markdown Image',
      'Insert image with alt text',
    ]);
    assert.equal(existsSync(join(stage.workspace, 'image.png')), false);
    await stage.window.press('Control+z');
  });

  it('leaves text alone', async () => {
    const { editor, page } = stage.window;
    const requests = stage.server.requests.length;
    await stage.window.explorer.open('ideas.txt');
    await page.evaluate(`navigator.clipboard.writeText('just text')`);
    await editor.focus();
    await stage.window.press('Control+End');
    await stage.window.press('Control+v');
    await page.getByText('just text').first().waitFor();
    assert.equal(await editor.text(), `${unchanged()}just text`);
    await stage.window.press('Control+z');
    assert.equal(stage.server.requests.length, requests);
  });

  it('leaves the text of a spreadsheet alone, which copies a picture of it as well', async () => {
    const { editor, pasteWidget } = stage.window;
    const requests = stage.server.requests.length;
    await paste(stage, 'ideas.txt', 'cell one');
    assert.equal((await pasteWidget.choices()).at(-1), 'Insert prompt');
    assert.equal(await editor.text(), `${sampleText('ideas.txt')}cell one`);
    await stage.window.press('Control+z');
    assert.equal(stage.server.requests.length, requests);
  });

  it('is text, even if it looks like a snippet', async () => {
    await serve('/fault/hostile-prompt/keyless');
    const { editor, page } = stage.window;
    await paste(stage, 'ideas.txt');
    await page.getByText('a harmless beginning').first().waitFor();
    assert.ok((await editor.text()).includes('${1:x} $TM_FILENAME'));
    await stage.window.press('Control+z');
    await page.getByText('a harmless beginning').first().waitFor({ state: 'hidden' });
  });

  it('asks for the key first when there is none', async () => {
    await serve('');
    const { editor, inputBox, page } = stage.window;
    await paste(stage, 'ideas.txt');
    await inputBox.type('sk_typed_by_a_person');
    await inputBox.accept();
    await page.getByText('a wide 800 by 600').first().waitFor();
    await editor.focus();
    await stage.window.press('Control+z');
    await page.getByText('a wide 800 by 600').first().waitFor({ state: 'hidden' });
  });

  it('inserts nothing on an error, says what happened, and Retry puts it in at the cursor', async () => {
    await serve('/fault/flaky/keyless');
    const { editor, notifications, page } = stage.window;
    await paste(stage, 'ideas.txt');
    await notifications.shown(/returned an error \(HTTP 500\)/);
    await stage.window.screenshot('out/screenshots/pasteError.png');
    assert.equal((await notifications.visible()).length, 1);
    assert.equal(await editor.text(), unchanged());
    await notifications.click(/returned an error \(HTTP 500\)/, 'Retry');
    await page.getByText('a wide 800 by 600').first().waitFor();
    assert.match(await editor.text(), castle);
    await stage.window.press('Control+z');
  });

  it('inserts nothing when Escape is pressed meanwhile, and tells the service', async () => {
    await serve('/fault/slow-4000/keyless');
    const { editor, notifications, page } = stage.window;
    const asked = () => stage.server.requests.filter(({ imageBytes }) => imageBytes !== undefined).length;
    const before = asked();
    await paste(stage, 'ideas.txt');
    for (let look = 0; look < 100 && asked() === before; look++) await page.waitForTimeout(100);
    await stage.window.press('Escape');
    await page.waitForTimeout(4000);
    assert.equal(await editor.text(), unchanged());
    assert.deepEqual(await notifications.visible(), []);
    assert.equal(stage.server.requests.at(-1)?.closedByClient, true);
  });

  it('is kept in a new document when a click on the sign of progress drops it', async () => {
    const { editor, page } = stage.window;
    await paste(stage, 'ideas.txt');
    await page.waitForTimeout(1500);
    await stage.window.screenshot('out/screenshots/pasteProgress.png');
    await page.locator('.inline-progress-widget').click();
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    assert.match(await editor.text(), castle);
    await stage.window.explorer.open('ideas.txt');
    assert.equal(await editor.text(), unchanged());
  });
});

describe('A picture from Explorer', () => {
  const stage = useWindow({ servicePath: '/keyless' });
  before(() => extensionIsReady(stage));
  const promptShown = () => stage.window.page.getByText('a wide 800 by 600').first().waitFor();
  const promptGone = () =>
    stage.window.page.getByText('a wide 800 by 600').first().waitFor({ state: 'hidden' });

  const drop = async () => {
    await markdownIsReady(stage);
    const line = stage.window.page.locator('.view-line', { hasText: 'something quieter' });
    await stage.window.explorer.dropInto('castle.png', line);
  };

  it('becomes a link when it is dropped into Markdown, with our choices after those of VS Code', async () => {
    const { editor, pasteWidget } = stage.window;
    await drop();
    const choices = await pasteWidget.choices();
    assert.equal(choices[0], 'Insert Markdown Image');
    assert.deepEqual(choices.slice(-2), ['Insert prompt', 'Insert image with alt text']);
    assert.deepEqual(stage.server.requests, []);
    await editor.focus();
    await stage.window.press('Control+z');
  });

  it('becomes an image with its alt text when that is chosen, and one undo takes it back', async () => {
    const { editor, pasteWidget } = stage.window;
    await drop();
    await pasteWidget.choose('Insert image with alt text');
    await promptShown();
    await stage.window.screenshot('out/screenshots/dropImageWithAltText.png');
    assert.match(await editor.text(), /!\[a wide 800 by 600 picture[^\],]*\]\(castle\.png\)/);
    await stage.window.press('Control+z');
    await promptGone();
    assert.equal(await editor.text(), sampleText('notes.md'));
  });

  it('becomes its path when it is pasted into plain text, or its prompt when that is chosen', async () => {
    const { editor, explorer, pasteWidget } = stage.window;
    await explorer.rightClick('castle.png', 'Copy');
    await explorer.open('ideas.txt');
    await editor.focus();
    await stage.window.press('Control+End');
    await stage.window.press('Control+v');
    assert.equal((await pasteWidget.choices()).at(-1), 'Insert prompt');
    await pasteWidget.choose('Insert prompt');
    await promptShown();
    const before = sampleText('ideas.txt');
    assert.match((await editor.text()).slice(before.length), /^a wide 800 by 600 picture[^\n]*$/);
  });
});
