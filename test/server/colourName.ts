/** Hues by the angle, in degrees, at which each one ends. The last entry closes the circle. */
const hues: readonly { readonly untilDegrees: number; readonly name: string }[] = [
  { untilDegrees: 14, name: 'red' },
  { untilDegrees: 40, name: 'orange' },
  { untilDegrees: 52, name: 'amber' },
  { untilDegrees: 68, name: 'yellow' },
  { untilDegrees: 90, name: 'lime' },
  { untilDegrees: 160, name: 'green' },
  { untilDegrees: 185, name: 'teal' },
  { untilDegrees: 205, name: 'sky blue' },
  { untilDegrees: 245, name: 'blue' },
  { untilDegrees: 265, name: 'indigo' },
  { untilDegrees: 295, name: 'violet' },
  { untilDegrees: 335, name: 'pink' },
  { untilDegrees: 360, name: 'red' },
];

/** Greys by the lightness (0 to 1) at which each one ends. */
const greys: readonly { readonly untilLightness: number; readonly name: string }[] = [
  { untilLightness: 0.1, name: 'black' },
  { untilLightness: 0.35, name: 'charcoal' },
  { untilLightness: 0.65, name: 'grey' },
  { untilLightness: 0.92, name: 'silver' },
  { untilLightness: Number.POSITIVE_INFINITY, name: 'white' },
];

/** Tones of a coloured hue by the lightness (0 to 1) at which each one ends. */
const tones: readonly { readonly untilLightness: number; readonly vivid: string; readonly dull: string }[] = [
  { untilLightness: 0.33, vivid: 'deep', dull: 'dark' },
  { untilLightness: 0.7, vivid: 'bright', dull: 'muted' },
  { untilLightness: Number.POSITIVE_INFINITY, vivid: 'soft', dull: 'pale' },
];

/** The name of a colour from a coarse palette, such as "deep blue" or "silver". Channels run from 0 to 255. */
export function colourName(red: number, green: number, blue: number): string {
  const most = Math.max(red, green, blue);
  const chroma = (most - Math.min(red, green, blue)) / 255;
  const lightness = most / 255 - chroma / 2;
  // Saturation as in HSL, which near black and near white makes much of little: hence the bound on chroma too.
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1));
  if (chroma < 0.07 || saturation < 0.12 || lightness < 0.06) {
    return greys.find(({ untilLightness }) => lightness < untilLightness)?.name ?? 'grey';
  }
  const degrees = hueDegrees(red, green, blue, most, chroma * 255);
  const hue = hues.find(({ untilDegrees }) => degrees < untilDegrees)?.name ?? 'red';
  const tone = tones.find(({ untilLightness }) => lightness < untilLightness);
  return tone ? `${saturation > 0.5 ? tone.vivid : tone.dull} ${hue}` : hue;
}

function hueDegrees(red: number, green: number, blue: number, most: number, chroma: number): number {
  if (most === red) return (((green - blue) / chroma + 6) % 6) * 60;
  if (most === green) return ((blue - red) / chroma + 2) * 60;
  return ((red - green) / chroma + 4) * 60;
}
