/** The tags by the names that EXIF has for them. */
export const exifTags = {
  ImageDescription: 0x010e,
  Make: 0x010f,
  Model: 0x0110,
  Software: 0x0131,
  ExifDirectory: 0x8769,
  MakerNote: 0x927c,
  UserComment: 0x9286,
} as const;

/** A string is written as ASCII is, with a zero at its end; bytes as of an undefined type; a number as one of 32 bits. */
export type ExifValue = string | Uint8Array | number;

export interface ExifFields {
  /** Entries of the first directory by their tags. */
  readonly first?: Readonly<Record<number, ExifValue>>;
  /** Entries of the directory that EXIF adds; there is none where this is missing. */
  readonly added?: Readonly<Record<number, ExifValue>>;
  readonly littleEndian?: boolean;
}

const headerBytes = 8;

/** An EXIF block, which begins with its byte order. */
export function makeExif({ first = {}, added, littleEndian = false }: ExifFields): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(littleEndian ? 'II' : 'MM', 'latin1');
  writer(header, littleEndian).uint16(42, 2);
  writer(header, littleEndian).uint32(headerBytes, 4);
  if (added === undefined) return Buffer.concat([header, directory(first, headerBytes, littleEndian)]);
  const linked = (offset: number) =>
    directory({ ...first, [exifTags.ExifDirectory]: offset }, headerBytes, littleEndian);
  const addedAt = headerBytes + linked(0).length;
  return Buffer.concat([header, linked(addedAt), directory(added, addedAt, littleEndian)]);
}

/** An EXIF block with nothing but a user comment. */
export function exifWithComment(comment: ExifValue, littleEndian = false): Buffer {
  return makeExif({ added: { [exifTags.UserComment]: comment }, littleEndian });
}

/** The bytes of a user comment in Unicode. Which byte comes first is not always what the block says. */
export function unicodeComment(text: string, byteOrder: 'big' | 'little' = 'big'): Buffer {
  const utf16 = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from('UNICODE\0'), byteOrder === 'big' ? utf16.swap16() : utf16]);
}

/** A directory whose longer values stand behind it; `start` is where it begins in the block. */
function directory(
  entries: Readonly<Record<number, ExifValue>>,
  start: number,
  littleEndian: boolean,
): Buffer {
  const all = Object.entries(entries);
  const table = Buffer.alloc(2 + all.length * 12 + 4);
  const write = writer(table, littleEndian);
  write.uint16(all.length, 0);
  const behind: Uint8Array[] = [];
  let end = start + table.length;
  for (const [index, [tag, value]] of all.entries()) {
    const at = 2 + index * 12;
    write.uint16(Number(tag), at);
    if (typeof value === 'number') {
      write.uint16(4, at + 2);
      write.uint32(1, at + 4);
      write.uint32(value, at + 8);
      continue;
    }
    const bytes = typeof value === 'string' ? Buffer.from(`${value}\0`) : value;
    write.uint16(typeof value === 'string' ? 2 : 7, at + 2);
    write.uint32(bytes.length, at + 4);
    if (bytes.length <= 4) {
      table.set(bytes, at + 8);
    } else {
      write.uint32(end, at + 8);
      behind.push(bytes);
      end += bytes.length;
    }
  }
  return Buffer.concat([table, ...behind]);
}

function writer(buffer: Buffer, littleEndian: boolean) {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return {
    uint16: (value: number, at: number) => view.setUint16(at, value, littleEndian),
    uint32: (value: number, at: number) => view.setUint32(at, value, littleEndian),
  };
}
