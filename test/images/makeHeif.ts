/** A picture or other thing in a HEIF file. */
export interface HeifItem {
  /** `hvc1` is one that HEVC coded, `grid` one that is put together from others. */
  readonly type: 'hvc1' | 'grid' | 'Exif';
  readonly data: Uint8Array;
  /** Boxes that say how it is to be decoded and shown. */
  readonly properties?: readonly Uint8Array[];
  /** Places in the file of those that it is put together from, counted from 1. */
  readonly parts?: readonly number[];
}

/** A HEIF file of these items, the first of which is the picture (ISO/IEC 23008-12). */
export function makeHeif(items: readonly HeifItem[]): Buffer {
  const type = box('ftyp', 'heic', u32(0), 'mif1', 'heic');
  // Where the data is depends on how long the text is that says so; that does not depend on the places.
  const dataAt = type.length + metaBox(items, 0).length + 8;
  return Buffer.concat([type, metaBox(items, dataAt), box('mdat', ...items.map(({ data }) => data))]);
}

function box(type: string, ...content: readonly (Uint8Array | string)[]): Buffer {
  const data = content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  const length = data.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1'), ...data]);
}

/** Width and height of a picture, as it is coded. */
export function sizeProperty(widthPx: number, heightPx: number): Buffer {
  return box('ispe', u32(0), u32(widthPx), u32(heightPx));
}

/** A turn to the left by so many quarters. */
export function turnProperty(quarters: number): Buffer {
  return box('irot', Buffer.of(quarters));
}

/** A reflection that exchanges top and bottom, or left and right. */
export function reflectionProperty(exchanges: 'rows' | 'columns'): Buffer {
  return box('imir', Buffer.of(exchanges === 'rows' ? 0 : 1));
}

/** The data of a grid: how its parts lie, and how large the whole is. */
export function gridData(rows: number, columns: number, widthPx: number, heightPx: number): Buffer {
  return Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(widthPx), u16(heightPx)]);
}

/** What HEVC coded in a HEIF file that has one picture, and the property that decoders need for it. */
export function codedPictureOf(file: Buffer): { data: Buffer; decoding: Buffer } {
  const boxAt = (type: string) => {
    const at = file.indexOf(type, 0, 'latin1') - 4;
    return file.subarray(at, at + file.readUInt32BE(at));
  };
  return { data: boxAt('mdat').subarray(8), decoding: boxAt('hvcC') };
}

function u16(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function metaBox(items: readonly HeifItem[], dataAt: number): Buffer {
  const flags = (version: number) => u32(version << 24);
  const ids = items.map((_, index) => index + 1);
  const infos = items.map(({ type }, index) => box('infe', flags(2), u16(index + 1, 0), type, '\0'));
  let at = dataAt;
  const places = items.map(({ data }, index) => {
    const place = Buffer.concat([u16(index + 1, 0, 0, 1), u32(at), u32(data.length)]);
    at += data.length;
    return place;
  });
  const references = items.flatMap(({ parts = [] }, index) =>
    parts.length > 0 ? [box('dimg', u16(index + 1, parts.length, ...parts))] : [],
  );
  const properties = [...new Set(items.flatMap((item) => item.properties ?? []))];
  const associations = items.map(({ properties: own = [] }, index) =>
    Buffer.from([...u16(index + 1), own.length, ...own.map((one) => properties.indexOf(one) + 1)]),
  );
  return box(
    'meta',
    flags(0),
    box('hdlr', flags(0), u32(0), 'pict', Buffer.alloc(12), '\0'),
    box('pitm', flags(0), u16(ids[0] ?? 0)),
    box('iloc', flags(1), Buffer.of(0x44, 0), u16(items.length), ...places),
    box('iinf', flags(0), u16(items.length), ...infos),
    ...(references.length > 0 ? [box('iref', flags(0), ...references)] : []),
    box('iprp', box('ipco', ...properties), box('ipma', flags(0), u32(items.length), ...associations)),
  );
}
