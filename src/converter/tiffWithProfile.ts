import type { Pixels } from './pixels.ts';

/**
 * Pixels as an uncompressed TIFF file with a colour profile (TIFF 6.0, ICC.1 annex B): sharp takes no profile with raw
 * pixels, and converts by the one in a file.
 */
export function tiffWithProfile({ data, widthPx, heightPx }: Pixels, profile: Uint8Array): Buffer {
  const short = 3;
  const long = 4;
  const bytes = 7;
  const tags = 12;
  const directoryAt = 8;
  const bitsAt = directoryAt + 2 + tags * 12 + 4;
  const profileAt = bitsAt + 8;
  const pixelsAt = profileAt + profile.length + (profile.length % 2);
  const entries: readonly [tag: number, type: number, count: number, value: number][] = [
    [256, long, 1, widthPx],
    [257, long, 1, heightPx],
    [258, short, 4, bitsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // RGB
    [273, long, 1, pixelsAt],
    [277, short, 1, 4], // samples a pixel
    [278, long, 1, heightPx], // rows in the one strip
    [279, long, 1, data.length],
    [284, short, 1, 1], // samples side by side
    [338, short, 1, 2], // the fourth is alpha, not multiplied in
    [34675, bytes, profile.length, profileAt],
  ];
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(directoryAt, 4);
  head.writeUInt16LE(tags, directoryAt);
  entries.forEach(([tag, type, count, value], index) => {
    const at = directoryAt + 2 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  for (let sample = 0; sample < 4; sample++) head.writeUInt16LE(8, bitsAt + sample * 2);
  head.set(profile, profileAt);
  return Buffer.concat([head, data]);
}
