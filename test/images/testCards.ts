import { type Picture, pictureOf, type Rgba, recoloured } from './picture.ts';

/**
 * A card to know a picture by: four corners in colours of their own, so that no turn or reflection looks like another.
 * Edges lie at multiples of 32 pixels, where no JPEG blurs colour, and the colours are within every gamut.
 */
const corners: readonly (readonly Rgba[])[] = [
  [
    [190, 70, 60],
    [70, 150, 90],
  ],
  [
    [60, 90, 180],
    [210, 180, 80],
  ],
];

/** The card with `between` what is between its corners, by place: 0 to 1 to the right and downwards. */
function card(widthPx: number, heightPx: number, between: (u: number, v: number) => Rgba): Picture {
  const [across, down] = [widthPx / 4, heightPx / 3];
  return pictureOf(widthPx, heightPx, (x, y) => {
    const isCorner = (x < across || x >= widthPx - across) && (y < down || y >= heightPx - down);
    if (!isCorner) return between(x / widthPx, y / heightPx);
    return corners[y < down ? 0 : 1]?.[x < across ? 0 : 1] ?? [0, 0, 0];
  });
}

/** Smooth colours between the corners, as a photograph has them: hardly a pixel is like its neighbour. */
export function photoCard(widthPx = 128, heightPx = 96): Picture {
  return card(widthPx, heightPx, (u, v) => [60 + 140 * u, 60 + 140 * v, 200 - 140 * u]);
}

/** With a camera's grain, which a picture has to be large to average out. */
export function grainyCard(widthPx: number, heightPx: number): Picture {
  let state = 1;
  const grain = () => {
    state = (state * 48271) % 0x7fffffff;
    return (state % 13) - 6;
  };
  return recoloured(photoCard(widthPx, heightPx), ([red, green, blue]) => [
    red + grain(),
    green + grain(),
    blue + grain(),
  ]);
}

/** Five colours, as a drawing has them. */
export function flatCard(widthPx = 128, heightPx = 96): Picture {
  return card(widthPx, heightPx, () => [150, 150, 150]);
}

/** See-through between the corners: from wholly so at the left to hardly at the right. */
export function seeThroughCard(widthPx = 128, heightPx = 96): Picture {
  return card(widthPx, heightPx, (u, v) => [60 + 140 * v, 100, 60 + 140 * u, Math.round(255 * u)]);
}

/** A drawing whose ground is wholly see-through. */
export function cutOutCard(widthPx = 128, heightPx = 96): Picture {
  return card(widthPx, heightPx, () => [0, 0, 0, 0]);
}

export function grey(picture: Picture): Picture {
  return recoloured(picture, ([red, green, blue, alpha = 255]) => {
    const value = Math.round((red + 2 * green + blue) / 4);
    return [value, value, value, alpha];
  });
}

/** Halfway to grey. */
export function muted(picture: Picture): Picture {
  return recoloured(picture, ([red, green, blue]) => [64 + red / 2, 64 + green / 2, 64 + blue / 2]);
}

/** Only colours whose channels are whole sixteenths. */
export function coarse(picture: Picture): Picture {
  const rounded = (value: number) => Math.round(value / 17) * 17;
  return recoloured(picture, ([red, green, blue, alpha = 255]) => [
    rounded(red),
    rounded(green),
    rounded(blue),
    rounded(alpha),
  ]);
}

/** The grey picture with so many shades only, evenly spread from black to white. */
export function inShades(shades: number, picture: Picture): Picture {
  const step = 255 / (shades - 1);
  return recoloured(grey(picture), ([value]) => {
    const shade = Math.round(Math.round(value / step) * step);
    return [shade, shade, shade];
  });
}

/** What no test expects to see: later frames and pages. */
export function negative(picture: Picture): Picture {
  return recoloured(picture, ([red, green, blue]) => [255 - red, 255 - green, 255 - blue]);
}
