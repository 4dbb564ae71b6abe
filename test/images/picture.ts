import type { Picture } from '../server/receivedImage.ts';

export type { Picture } from '../server/receivedImage.ts';

export type Rgba = readonly [red: number, green: number, blue: number, alpha?: number];

/** A picture by the colour of each pixel, 0 to 255; opaque where no alpha is given. */
export function pictureOf(
  widthPx: number,
  heightPx: number,
  colourAt: (x: number, y: number) => Rgba,
): Picture {
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      const at = (y * widthPx + x) * 4;
      rgba[at] = Math.round(red);
      rgba[at + 1] = Math.round(green);
      rgba[at + 2] = Math.round(blue);
      rgba[at + 3] = alpha;
    }
  }
  return { widthPx, heightPx, rgba };
}

export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export function colourAt({ widthPx, rgba }: Picture, x: number, y: number): Colour {
  const at = (y * widthPx + x) * 4;
  return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0];
}

/** Each colour that is in a picture, once. */
export function coloursOf(picture: Picture): Colour[] {
  const colours = new Map<string, Colour>();
  for (let y = 0; y < picture.heightPx; y++) {
    for (let x = 0; x < picture.widthPx; x++) {
      const colour = colourAt(picture, x, y);
      colours.set(colour.join(), colour);
    }
  }
  return [...colours.values()];
}

/** The picture with each colour replaced. */
export function recoloured(picture: Picture, recolour: (colour: Rgba) => Rgba): Picture {
  const { widthPx, heightPx } = picture;
  return pictureOf(widthPx, heightPx, (x, y) => recolour(colourAt(picture, x, y)));
}

/** What is seen of a picture that lies on white paper. */
export function overWhite(picture: Picture): Picture {
  return recoloured(picture, ([red, green, blue, alpha = 255]) => {
    const seen = (value: number) => 255 + ((value - 255) * alpha) / 255;
    return [seen(red), seen(green), seen(blue)];
  });
}

/** Made smaller: each pixel is the average of those that it covers, by how much it covers of each. */
export function boxScaled(picture: Picture, widthPx: number, heightPx: number): Picture {
  if (widthPx === picture.widthPx && heightPx === picture.heightPx) return picture;
  const columns = coverage(picture.widthPx, widthPx);
  const rows = coverage(picture.heightPx, heightPx);
  return pictureOf(widthPx, heightPx, (x, y) => {
    const sum = [0, 0, 0];
    for (const [row, ofRow] of rows[y] ?? []) {
      for (const [column, ofColumn] of columns[x] ?? []) {
        const at = (row * picture.widthPx + column) * 4;
        for (let channel = 0; channel < 3; channel++)
          sum[channel] = (sum[channel] ?? 0) + (picture.rgba[at + channel] ?? 0) * ofRow * ofColumn;
      }
    }
    const [red = 0, green = 0, blue = 0] = sum;
    return [red, green, blue];
  });
}

/** For each pixel of a shorter line the pixels of the longer one that it covers, and the share each has in it. */
function coverage(from: number, to: number): (readonly [position: number, share: number])[][] {
  const step = from / to;
  return Array.from({ length: to }, (_, index) => {
    const [start, end] = [index * step, (index + 1) * step];
    const first = Math.floor(start);
    const count = Math.min(Math.ceil(end), from) - first;
    return Array.from({ length: count }, (_, offset) => {
      const position = first + offset;
      return [position, (Math.min(end, position + 1) - Math.max(start, position)) / step] as const;
    });
  });
}

/**
 * The picture as a camera stores it that writes this EXIF orientation beside it: the inverse of what a viewer has to
 * do. Says of each stored row and column where it is seen (EXIF 2.32, 4.6.4, "Orientation").
 */
export function storedFor(orientation: number, seen: Picture): Picture {
  const { widthPx, heightPx } = seen;
  const [right, bottom] = [widthPx - 1, heightPx - 1];
  const places: Record<number, (row: number, column: number) => [x: number, y: number]> = {
    1: (row, column) => [column, row],
    2: (row, column) => [right - column, row],
    3: (row, column) => [right - column, bottom - row],
    4: (row, column) => [column, bottom - row],
    5: (row, column) => [row, column],
    6: (row, column) => [right - row, column],
    7: (row, column) => [right - row, bottom - column],
    8: (row, column) => [row, bottom - column],
  };
  const place = places[orientation];
  if (place === undefined) throw new Error(`There is no orientation ${orientation}.`);
  const isTurned = orientation >= 5;
  return pictureOf(isTurned ? heightPx : widthPx, isTurned ? widthPx : heightPx, (column, row) =>
    colourAt(seen, ...place(row, column)),
  );
}

/** How far two pictures of one size are apart: the mean over all pixels, of the channel where it is the largest. */
export function meanError(one: Picture, other: Picture): number {
  const sums = [0, 0, 0];
  for (let at = 0; at < one.rgba.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) {
      const difference = (one.rgba[at + channel] ?? 0) - (other.rgba[at + channel] ?? 0);
      sums[channel] = (sums[channel] ?? 0) + Math.abs(difference);
    }
  }
  return Math.max(...sums) / (one.rgba.length / 4);
}
