/** A box with its size. */
export function heifBox(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** Numbers of as many bytes each. */
function numbers(bytes: number, ...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * bytes);
  values.forEach((value, index) => {
    buffer.writeUIntBE(value, index * bytes, bytes);
  });
  return buffer;
}

export interface HeifFields {
  readonly brand?: string;
  /** The version of the box that says where items lie: 0, 1 or 2. */
  readonly locationVersion?: number;
  /** What the item says that it has before its block. */
  readonly blockOffset?: number;
}

/** A file with an item of pixels, which are missing, and one that holds an EXIF block. */
export function heifWithExif(
  exif: Uint8Array,
  { brand = 'avif', locationVersion = 0, blockOffset = 0 }: HeifFields = {},
): Buffer {
  const item = Buffer.concat([numbers(4, blockOffset), Buffer.alloc(blockOffset), exif]);
  const type = heifBox('ftyp', Buffer.from(`${brand}\0\0\0\0mif1${brand}`, 'latin1'));
  const meta = (itemAt: number) =>
    heifBox(
      'meta',
      numbers(4, 0),
      heifBox('iinf', numbers(4, 0), numbers(2, 2), itemEntry(1, 'av01'), itemEntry(2, 'Exif')),
      heifBox('iloc', itemLocations(locationVersion, [1, itemAt, 0], [2, itemAt, item.length])),
    );
  const itemAt = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(itemAt), heifBox('mdat', item)]);
}

function itemEntry(id: number, type: string): Buffer {
  const version = 2;
  return heifBox('infe', Buffer.from([version, 0, 0, 0]), numbers(2, id, 0), Buffer.from(`${type}\0`));
}

type Location = readonly [id: number, offset: number, length: number];

function itemLocations(version: number, ...locations: readonly Location[]): Buffer {
  const idBytes = version < 2 ? 2 : 4;
  const construction = version === 0 ? Buffer.alloc(0) : numbers(2, 0);
  return Buffer.concat([
    Buffer.from([version, 0, 0, 0, 0x44, 0]), // offsets and lengths of four bytes
    numbers(idBytes, locations.length),
    ...locations.map(([id, offset, length]) =>
      Buffer.concat([numbers(idBytes, id), construction, numbers(2, 0, 1), numbers(4, offset, length)]),
    ),
  ]);
}
