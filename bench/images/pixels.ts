import { randomBytes } from '../randomBytes.ts';

/** RGB, row by row. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Shades of light with something wavy in front, and the noise of a camera. */
export function photograph(width: number, height: number): Pixels {
  const data = Buffer.allocUnsafe(width * height * 3);
  const wave = Array.from({ length: 4096 }, (_, index) => 40 * Math.sin((index / 4096) * 2 * Math.PI));
  const waveAt = (place: number) => wave[Math.floor(place) & 4095] ?? 0;
  const random = randomBytes();
  let at = 0;
  for (let y = 0; y < height; y++) {
    const light = 60 + (120 * y) / height;
    for (let x = 0; x < width; x++) {
      const shade = light + waveAt(x * 3 + y) + waveAt(y * 11 - x * 2) * 0.5;
      data[at++] = within(shade + (random() % 24) - 12);
      data[at++] = within(shade * 0.9 + (random() % 24));
      data[at++] = within(220 - shade * 0.7 + (random() % 24) - 12);
    }
  }
  return { data, width, height };
}

/** An editor's dark window full of small coloured text, with a photograph in its lower right corner. */
export function screenshot(width: number, height: number): Pixels {
  const data = Buffer.alloc(width * height * 3, 30);
  const random = randomBytes();
  let colour = inks[0];
  for (let top = 12; top < height - lineHeightPx; top += lineHeightPx) {
    const end = (width * random()) / 256;
    for (let left = 60; left < end; left += glyphWidthPx + 2) {
      if (random() < 40)
        colour = inks[random() % inks.length]; // a word's end
      else drawGlyph(data, (top * width + left) * 3, width * 3, colour ?? [], random);
    }
  }
  const inset = photograph(width >> 2, height >> 2);
  for (let y = 0; y < inset.height; y++) {
    const from = y * inset.width * 3;
    const to = ((height - inset.height + y) * width + width - inset.width) * 3;
    inset.data.copy(data, to, from, from + inset.width * 3);
  }
  return { data, width, height };
}

const lineHeightPx = 22;
const glyphWidthPx = 8;
const glyphHeightPx = 13;
const inks = [
  [212, 212, 212],
  [86, 156, 214],
  [206, 145, 120],
  [78, 201, 176],
];

/** Strokes with soft edges; no letter that anybody knows. */
function drawGlyph(
  data: Buffer,
  at: number,
  rowBytes: number,
  colour: readonly number[],
  random: () => number,
): void {
  for (let y = 0; y < glyphHeightPx; y++) {
    for (let x = 0; x < glyphWidthPx; x++) {
      const ink = Math.max(0, random() - 128) / 128;
      colour.forEach((channel, index) => {
        data[at + y * rowBytes + x * 3 + index] = 30 + (channel - 30) * ink;
      });
    }
  }
}

function within(value: number): number {
  return Math.max(0, Math.min(255, value));
}
