import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeWindow } from '../window/openWindow.ts';
import { lineOfIdeas, lineOfPrompts } from './poster.ts';
import type { Studio } from './studio.ts';

/** One of the pictures, or the moving one: what is done in a new window, and when it is taken. */
type Scene = (studio: Studio, workspace: string) => Promise<void>;

/** In a window with nothing set up. */
export const firstScenes: readonly Scene[] = [engines];

/** In a window with a service, one after another. */
export const scenes: readonly Scene[] = [firstPrompt, altText, history, captions, mainPath, paste];

async function openNotes({ explorer, editor }: CodeWindow, line: number): Promise<void> {
  await explorer.open('notes.md');
  await editor.linksFound();
  await editor.placeCursor(line);
}

async function engines(studio: Studio): Promise<void> {
  const { window } = studio;
  await window.palette.run('Image to Prompt: Select Engine...');
  await window.quickPick.items();
  await studio.take('engines');
  await window.quickPick.cancel();
}

async function firstPrompt(studio: Studio): Promise<void> {
  const { window } = studio;
  await window.explorer.openPicture('castle.png');
  await window.editor.pointAtTitleButton('Generate Prompt');
  await studio.take('firstPrompt');
}

async function paste(studio: Studio, workspace: string): Promise<void> {
  const { window } = studio;
  await window.explorer.open('ideas.md');
  await window.editor.linksFound();
  await window.editor.placeCursor(lineOfIdeas);
  await window.copyBitmap(readFileSync(join(workspace, 'harbour.png')));
  await window.editor.focus();
  await window.press('Control+v');
  await window.pasteWidget.open();
  await studio.take('paste');
}

async function altText(studio: Studio): Promise<void> {
  const { window } = studio;
  await openNotes(window, 3);
  await window.press('ControlOrMeta+.');
  await window.page.getByText('Fill in alt text').first().waitFor();
  await studio.take('altText');
  await window.press('Escape');
}

async function history(studio: Studio): Promise<void> {
  const { window } = studio;
  for (const picture of ['castle.png', 'lighthouse.jpg', 'harbour.png']) {
    await window.explorer.rightClick(picture, 'Image to Prompt', 'Copy Prompt');
    await window.page.getByText('Copied').waitFor();
    await window.page.getByText('Copied').waitFor({ state: 'hidden' });
  }
  await window.historyView.show();
  await window.historyView.entry('castle.png').hover();
  await studio.take('history');
  await window.palette.run('View: Show Explorer');
}

async function captions(studio: Studio): Promise<void> {
  const { window } = studio;
  await window.explorer.rightClick('training set', 'Caption Images...');
  await window.dialog.text();
  await studio.take('captions');
  await window.dialog.click('Cancel');
}

async function mainPath(studio: Studio): Promise<void> {
  const { explorer, page } = studio.window;
  await openNotes(studio.window, lineOfPrompts);
  await studio.showPointer();
  await page.mouse.move(500, 360);
  await studio.film(1200);
  await explorer.pointAt('castle.png', 'Generate Prompt');
  await studio.film(1800);
  await page.getByRole('menuitem', { name: 'Generate Prompt', exact: true }).click();
  await page.getByText('a fairytale castle').first().waitFor();
  await page.mouse.move(500, 360, { steps: 5 });
  await studio.film(3500);
  await studio.saveFilm('mainPath');
}
