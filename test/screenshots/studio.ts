import { join } from 'node:path';
import sharp, { type Sharp, type WebpOptions } from 'sharp';
import { checkout } from '../window/checkout.ts';
import type { CodeWindow } from '../window/openWindow.ts';

export const screenshotFolder = join(checkout, 'media/screenshots');

/** How long a frame of a moving picture stays, in milliseconds. */
type Frame = readonly [png: Buffer, forMs: number];

/** A pointer that follows the mouse, as a picture of a browser without a screen has none. */
const pointer = `(() => {
  const arrow = 'M2 2v18l5-4 3 8 3-1-3-8h6z';
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="26"><path d="' + arrow +
    '" fill="black" stroke="white" stroke-width="1.5"/></svg>';
  const pointer = new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement;
  pointer.style.cssText = 'position: fixed; z-index: 99999; pointer-events: none';
  document.body.append(pointer);
  addEventListener('mousemove', ({ clientX, clientY }) => {
    pointer.style.left = clientX + 'px';
    pointer.style.top = clientY + 'px';
  }, true);
})()`;

/** Takes still and moving pictures of a window. */
export class Studio {
  readonly window: CodeWindow;
  readonly #suffix: string;
  readonly #frames: Frame[] = [];

  constructor(window: CodeWindow, suffix: string) {
    this.window = window;
    this.#suffix = suffix;
  }

  /** Saves what is to be seen now as `media/screenshots/NAME-SUFFIX.webp`. */
  async take(name: string): Promise<void> {
    await this.#save(name, sharp(await this.#png()));
  }

  async showPointer(): Promise<void> {
    await this.window.page.evaluate(pointer);
  }

  /** Adds what is to be seen now to the moving picture. */
  async film(forMs: number): Promise<void> {
    this.#frames.push([await this.#png(), forMs]);
  }

  /** Saves the moving picture. */
  async saveFilm(name: string): Promise<void> {
    const pngs = this.#frames.map(([png]) => png);
    const delay = this.#frames.map(([, forMs]) => forMs);
    await this.#save(name, sharp(pngs, { join: { animated: true } }), { delay, loop: 0 });
  }

  async #save(name: string, image: Sharp, options: WebpOptions = {}): Promise<void> {
    await image
      .webp({ nearLossless: true, quality: 60, effort: 6, ...options })
      .toFile(join(screenshotFolder, `${name}-${this.#suffix}.webp`));
  }

  async #png(): Promise<Buffer> {
    // Until what moves has come to rest.
    await this.window.page.waitForTimeout(700);
    return await this.window.page.screenshot();
  }
}
