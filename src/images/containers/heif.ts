/** A box of an ISO base media file, by the offsets of its content from the file's start. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** More than such a file has of boxes side by side. */
const maxBoxes = 1000;
/** Phones divide a picture into some fifty items. */
const maxItems = 10_000;

/**
 * The EXIF block of an AVIF or HEIF file, as a view of the file; undefined where there is none, and where it lies in
 * pieces, which no encoder does. The block begins with its byte order, `II` or `MM`.
 */
export function heifExif(file: Uint8Array): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [first] = boxesIn(view, 0, view.byteLength);
  if (first?.type !== 'ftyp') return undefined;
  try {
    const meta = findBox(view, { start: 0, end: view.byteLength }, 'meta');
    const inMeta = meta && { start: meta.start + versionAndFlagsBytes, end: meta.end };
    const items = inMeta && findBox(view, inMeta, 'iinf');
    const locations = inMeta && findBox(view, inMeta, 'iloc');
    const item = items && exifItem(view, items);
    const extent = item !== undefined && locations ? extentOf(view, locations, item) : undefined;
    return extent && withoutOffset(file.subarray(extent.offset, extent.offset + extent.length));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // a box that says it is longer than it is
    throw error;
  }
}

const versionAndFlagsBytes = 4;

/** A box begins with its size, in 64 bits where the 32 bits say 1, to the end of what it is in where they say 0. */
function* boxesIn(view: DataView, from: number, to: number): Generator<Box> {
  let at = from;
  for (let count = 0; count < maxBoxes && at + 8 <= to; count++) {
    const short = view.getUint32(at);
    if (short === 1 && at + 16 > to) return;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    const end = at + size;
    if (size < 8 || end > to) return;
    yield { type: fourCharacters(view, at + 4), start: at + (short === 1 ? 16 : 8), end };
    at = end;
  }
}

function findBox(view: DataView, { start, end }: Omit<Box, 'type'>, type: string): Box | undefined {
  return boxesIn(view, start, end).find((box) => box.type === type);
}

/** The id of the item of type `Exif`. */
function exifItem(view: DataView, { start, end }: Box): number | undefined {
  const countBytes = view.getUint8(start) === 0 ? 2 : 4;
  for (const entry of boxesIn(view, start + versionAndFlagsBytes + countBytes, end)) {
    const hasLongId = view.getUint8(entry.start) === 3;
    const id = entry.start + versionAndFlagsBytes;
    const type = id + (hasLongId ? 4 : 2) + 2; // after the id and two bytes of protection
    if (type + 4 <= entry.end && fourCharacters(view, type) === 'Exif') {
      return hasLongId ? view.getUint32(id) : view.getUint16(id);
    }
  }
  return undefined;
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Where an item lies in the file, which the box says with numbers of the widths that it gives first. */
function extentOf(view: DataView, { start }: Box, wanted: number): Extent | undefined {
  let at = start + versionAndFlagsBytes;
  const next = (bytes: number) => {
    at += bytes;
    return unsigned(view, at - bytes, bytes);
  };
  const version = view.getUint8(start);
  const widths = next(2);
  const [offsetBytes, lengthBytes, baseBytes] = [widths >> 12, (widths >> 8) & 15, (widths >> 4) & 15];
  const indexBytes = version === 0 ? 0 : widths & 15;
  const count = next(version < 2 ? 2 : 4);
  for (let item = 0; item < Math.min(count, maxItems); item++) {
    const id = next(version < 2 ? 2 : 4);
    const construction = version === 0 ? 0 : next(2) & 15; // 0: offsets count from the file's start
    next(2); // which file; our own
    const base = next(baseBytes);
    const extents = next(2);
    if (id === wanted) {
      next(indexBytes);
      const extent = { offset: base + next(offsetBytes), length: next(lengthBytes) };
      return construction === 0 && extents === 1 ? extent : undefined;
    }
    at += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return undefined;
}

/** Of 0, 2, 4 or 8 bytes; throws a RangeError outside of the file. */
function unsigned(view: DataView, at: number, bytes: number): number {
  if (bytes === 0) return 0;
  if (bytes === 2) return view.getUint16(at);
  if (bytes === 4) return view.getUint32(at);
  if (bytes === 8) return Number(view.getBigUint64(at));
  throw new RangeError(`a number of ${bytes} bytes`);
}

/** An item begins with the number of bytes, as a rule none, before its block. */
function withoutOffset(item: Uint8Array): Uint8Array | undefined {
  if (item.length < 4) return undefined;
  const offset = new DataView(item.buffer, item.byteOffset).getUint32(0);
  return item.subarray(4 + offset);
}

function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));
}
