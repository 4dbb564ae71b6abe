import { chromium, type Page } from 'playwright-core';
import { findChromium } from './findChromium.ts';

export interface StartedBrowser {
  readonly page: Page;
  close(): Promise<void>;
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

export interface BrowserOptions {
  /** The language of the page, by VS Code's id; English when left out. */
  readonly language?: string | undefined;
  /** How many pixels of a screenshot a pixel of the page has a side; 1 when left out. */
  readonly scale?: number | undefined;
}

/**
 * Starts a headless Chromium with one page, which may use the clipboard. In another `language` than English VS Code asks
 * extensions for their words in it. Its own stay English, as its language packs would have to be downloaded.
 */
export async function startBrowser({ language, scale = 1 }: BrowserOptions = {}): Promise<StartedBrowser> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    // Chromium's sandbox refuses to run as root, which is what one is in most containers.
    args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(language && { locale: language }),
  });
  if (language) {
    await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, close: () => browser.close() };
}
