import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const rowLength = 1000;

/**
 * Writes small pictures into a folder, `0.png` and so on. No two have the same size, also none of another set that
 * begins where this one ends, so that a prompt of the contract server tells which picture it is about.
 */
export function makePictureSet(folder: string, count: number, first = 0): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number++) {
    const [width, height] = sizeOf(first + number);
    const picture = new PNG({ width, height });
    picture.data.fill((first + number) % 256);
    writeFileSync(join(folder, `${number}.png`), PNG.sync.write(picture, { colorType: 2 }));
  }
}

/** How the prompt of a picture begins. */
export function promptOfPicture(number: number): RegExp {
  const [width, height] = sizeOf(number);
  return new RegExp(`^a (wide|tall|square) ${width} by ${height} picture[^\\n]+\\n$`);
}

function sizeOf(number: number): [width: number, height: number] {
  return [20 + (number % rowLength), 10 + Math.floor(number / rowLength)];
}
