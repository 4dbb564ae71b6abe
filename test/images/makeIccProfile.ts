type Xyz = readonly [x: number, y: number, z: number];

/** X, Y and Z of red, green and blue, in the white of profiles. */
export const srgbPrimaries: readonly Xyz[] = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
];
export const displayP3Primaries: readonly Xyz[] = [
  [0.51512, 0.2412, -0.00105],
  [0.29198, 0.69225, 0.04189],
  [0.1571, 0.06657, 0.78407],
];

/** What profiles see colours in. */
const whiteD50 = [0.9642, 1, 0.82491];

const fixed = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => {
    bytes.writeInt32BE(Math.round(number * 0x10000), index * 4);
  });
  return bytes;
};

/** The data of a tag: its type in four letters, four zeros, what follows. */
const typed = (type: string, ...data: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), ...data]);

/** A curve by its formula; `kind` counts from 0, and the numbers are g, a, b and so on, as the specification says. */
export function parametricCurve(kind: number, ...numbers: readonly number[]): Buffer {
  return typed('para', Uint8Array.from([0, kind, 0, 0]), fixed(...numbers));
}

/** A curve by its values, 0 to 65535; a single one is an exponent, times 256. */
export function sampledCurve(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(4 + values.length * 2);
  data.writeUInt32BE(values.length);
  values.forEach((value, index) => {
    data.writeUInt16BE(value, 4 + index * 2);
  });
  return typed('curv', data);
}

/** The exact curve of sRGB. */
export const srgbCurve = parametricCurve(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

export interface IccProfileFields {
  readonly colourSpace?: 'RGB ' | 'GRAY' | 'CMYK';
  readonly connectionSpace?: 'XYZ ' | 'Lab ';
  readonly primaries?: readonly Xyz[];
  readonly curve?: Uint8Array;
  /** More tags, or others in place of those by these names, or none. */
  readonly tags?: Readonly<Record<string, Uint8Array | undefined>>;
}

/** A display profile with as little as such a profile has; sRGB where nothing else is said. */
export function makeIccProfile({
  colourSpace = 'RGB ',
  connectionSpace = 'XYZ ',
  primaries = srgbPrimaries,
  curve = srgbCurve,
  tags = {},
}: IccProfileFields = {}): Buffer {
  const [red, green, blue] = primaries.map((primary) => typed('XYZ ', fixed(...primary)));
  const all = Object.entries({
    desc: typed('text', Buffer.from('made for a test\0')),
    ...(colourSpace === 'RGB ' && {
      rXYZ: red,
      gXYZ: green,
      bXYZ: blue,
      rTRC: curve,
      gTRC: curve,
      bTRC: curve,
    }),
    ...(colourSpace === 'GRAY' && { kTRC: curve }),
    ...tags,
  }).filter((tag): tag is [name: string, content: Buffer] => tag[1] !== undefined);
  const headerBytes = 128;
  const table = Buffer.alloc(4 + all.length * 12);
  table.writeUInt32BE(all.length);
  let end = headerBytes + table.length;
  const contents = all.map(([name, content], index) => {
    const padding = Buffer.alloc(-content.length & 3);
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(end, 8 + index * 12);
    table.writeUInt32BE(content.length, 12 + index * 12);
    end += content.length + padding.length;
    return Buffer.concat([content, padding]);
  });
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(end);
  header.writeUInt32BE(0x04200000, 8); // version 4.2
  header.write(`mntr${colourSpace}${connectionSpace}`, 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  header.set(fixed(...whiteD50), 68);
  return Buffer.concat([header, table, ...contents]);
}
