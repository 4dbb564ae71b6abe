import { createHash } from 'node:crypto';
import { colourName } from './colourName.ts';
import type { Picture } from './receivedImage.ts';

/** Modifiers that say nothing of the picture: its pixels choose among them, so that even twins differ in words. */
const techniques = [
  [
    'digital painting',
    'gouache',
    'matte painting',
    'watercolor',
    'vector art',
    'paper cutout',
    'oil on canvas',
  ],
  ['soft shadows', 'rim lighting', 'volumetric light', 'golden hour', 'ambient light', 'studio lighting'],
  ['wide shot', 'centered composition', 'rule of thirds', 'deep perspective', 'symmetrical framing'],
  ['storybook style', 'art deco', 'minimalism', 'ukiyo-e', 'romanticism', 'retro poster', 'concept art'],
  ['clean lines', 'subtle grain', 'smooth gradients', 'crisp edges', 'textured brushwork', 'fine hatching'],
] as const;

/** A colour is named when it covers at least this share of the picture. */
const namedShare = 0.04;
const namedColours = 3;

/**
 * A prompt for a picture, in the service's habit: a caption, then modifiers parted by commas, some of them repeated.
 * It names the picture's size, its dominant colours and its light, and is the same for the same pixels.
 */
export function pictureDescription(picture: Picture): string {
  const { colours, lightness } = survey(picture);
  const { shape, format } = orientation(picture);
  const mood = lightness > 0.6 ? 'bright and airy' : lightness > 0.35 ? 'balanced light' : 'dark and moody';
  const modifiers = [
    mood,
    'highly detailed',
    ...chosenTechniques(picture),
    `${colours[0]} palette`,
    mood,
    'sharp focus',
    'highly detailed',
  ];
  const size = `${picture.widthPx} by ${picture.heightPx}`;
  return [`a ${shape} ${size} picture in ${listed(colours)}`, format, ...modifiers].join(', ');
}

function orientation({ widthPx, heightPx }: Picture): { shape: string; format: string } {
  if (widthPx === heightPx) return { shape: 'square', format: 'square format' };
  return widthPx > heightPx
    ? { shape: 'wide', format: 'landscape format' }
    : { shape: 'tall', format: 'portrait format' };
}

/** Parted without a comma, which would end the caption. */
function listed(names: readonly string[]): string {
  const [first, second, third] = names;
  if (second === undefined) return `${first}`;
  return third === undefined ? `${first} and ${second}` : `${first} and ${second} with touches of ${third}`;
}

/** The dominant colours, the commonest first and at least one, and the mean lightness from 0 to 1. */
function survey({ rgba }: Picture): { colours: readonly string[]; lightness: number } {
  // Four bits a channel: 4096 colours to name instead of millions.
  const pixelsByColour = new Map<number, number>();
  let lightnessSum = 0;
  for (let offset = 0; offset < rgba.length; offset += 4) {
    const red = shown(rgba, offset);
    const green = shown(rgba, offset + 1);
    const blue = shown(rgba, offset + 2);
    lightnessSum += 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    pixelsByColour.set(colour, (pixelsByColour.get(colour) ?? 0) + 1);
  }
  const pixels = rgba.length / 4;
  const pixelsByName = new Map<string, number>();
  for (const [colour, count] of pixelsByColour) {
    // 17 spreads the 16 steps over 0 to 255.
    const name = colourName((colour >> 8) * 17, ((colour >> 4) & 15) * 17, (colour & 15) * 17);
    pixelsByName.set(name, (pixelsByName.get(name) ?? 0) + count);
  }
  const colours = [...pixelsByName]
    .sort(([name, count], [otherName, otherCount]) => otherCount - count || (name < otherName ? -1 : 1))
    .filter(([, count], index) => index === 0 || count >= pixels * namedShare)
    .slice(0, namedColours)
    .map(([name]) => name);
  return { colours, lightness: lightnessSum / pixels / 255 };
}

/** One channel as viewers show it: what is transparent lies over white. */
function shown(rgba: Uint8Array, channelOffset: number): number {
  const alpha = rgba[channelOffset | 3] ?? 255;
  return 255 - Math.round(((255 - (rgba[channelOffset] ?? 255)) * alpha) / 255);
}

function chosenTechniques({ rgba }: Picture): string[] {
  const digest = createHash('sha256').update(rgba).digest();
  return techniques.map(
    (choices, index) => choices[digest.readUInt16BE(index * 2) % choices.length] ?? choices[0],
  );
}
