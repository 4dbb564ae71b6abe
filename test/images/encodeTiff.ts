/** One picture of a TIFF file. */
export interface TiffPage {
  /** Values by tag; where the pixels are is added. */
  readonly tags: Readonly<Record<number, readonly number[] | Uint8Array>>;
  /** Strips or tiles, as they are in the file. */
  readonly pieces: readonly Uint8Array[];
}

export const tiffTags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  pieceOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  pieceLengths: 279,
  planes: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileLengths: 325,
  extraSamples: 338,
  sampleFormat: 339,
  subsampling: 530,
  blackAndWhite: 532,
  profile: 34675,
} as const;

const types = { short: 3, long: 4, rational: 5, bytes: 7 } as const;
const rationals: readonly number[] = [tiffTags.blackAndWhite];

/** Writes a TIFF file in either byte order (TIFF 6.0, section 2), the directory of each page behind its pixels. */
export function encodeTiff(pages: readonly TiffPage[], { bigEndian = false } = {}): Buffer {
  const order = bigEndian ? 'BE' : 'LE';
  const short = (value: number) => numberBytes(value, 2, order);
  const long = (value: number) => numberBytes(value, 4, order);
  const parts: Buffer[] = [Buffer.from(bigEndian ? 'MM' : 'II', 'latin1'), short(42)];
  let end = 8;
  const add = (bytes: Uint8Array): number => {
    const at = end;
    parts.push(Buffer.from(bytes), Buffer.alloc(bytes.length & 1));
    end += bytes.length + (bytes.length & 1);
    return at;
  };
  const linkAt = parts.push(long(0)) - 1;
  let link = linkAt;
  for (const { tags, pieces } of pages) {
    const isTiled = tiffTags.tileWidth in tags;
    const located = {
      ...tags,
      [isTiled ? tiffTags.tileOffsets : tiffTags.pieceOffsets]: pieces.map(add),
      [isTiled ? tiffTags.tileLengths : tiffTags.pieceLengths]: pieces.map(({ length }) => length),
    };
    const entries = Object.entries(located).map(([name, values]) => {
      const tag = Number(name);
      const isBytes = values instanceof Uint8Array;
      const isRational = rationals.includes(tag);
      const isLong = !isBytes && values.some((value) => value > 0xffff);
      const type = isBytes ? types.bytes : isRational ? types.rational : isLong ? types.long : types.short;
      const data = isBytes
        ? Buffer.from(values)
        : Buffer.concat(
            values.map((value) =>
              isRational ? Buffer.concat([long(value), long(1)]) : isLong ? long(value) : short(value),
            ),
          );
      const value = data.length > 4 ? long(add(data)) : Buffer.concat([data, Buffer.alloc(4 - data.length)]);
      return Buffer.concat([short(tag), short(type), long(values.length), value]);
    });
    parts[link] = long(end);
    end += 2 + entries.length * 12 + 4;
    link = parts.push(short(entries.length), ...entries, long(0)) - 1;
  }
  return Buffer.concat(parts);
}

function numberBytes(value: number, length: 2 | 4, order: 'BE' | 'LE'): Buffer {
  const bytes = Buffer.alloc(length);
  if (order === 'BE') bytes.writeUIntBE(value, 0, length);
  else bytes.writeUIntLE(value, 0, length);
  return bytes;
}
