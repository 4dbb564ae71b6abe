import { decodeText, maxTextBytes } from './decodeText.ts';
import type { NamedText } from './imageTexts.ts';

/** The tags that generators write into. */
const names = new Map([
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x927c, 'MakerNote'],
  [0x9286, 'UserComment'],
]);

const exifDirectoryTag = 0x8769;

/** The types of a value that may be text; each of them has one byte an element. */
const types = { byte: 1, ascii: 2, undefined: 7 } as const;

/** Sizes in bytes: the header, the number of a directory's entries, one entry, a value that stands in its entry. */
const headerBytes = 8;
const countBytes = 2;
const entryBytes = 12;
const valueBytes = 4;

/**
 * The texts in an EXIF block by the names of their tags: those of its first directory and of the one that EXIF adds.
 * The block may begin with `Exif\0\0`, as it does in a JPEG. ComfyUI writes two graphs into other tags, as
 * `prompt:{...}` and `workflow:{...}`; those come by these names as well.
 */
export function exifTexts(block: Uint8Array): NamedText[] {
  return [...rawTexts(block)].flatMap(([name, text]): NamedText[] => {
    const [start, graph] = /^(prompt|workflow):\s*(?=\{)/i.exec(text) ?? [];
    if (start === undefined || graph === undefined) return [[name, text]];
    return [
      [name, text],
      [graph.toLowerCase(), text.slice(start.length)],
    ];
  });
}

/** The first of each name, so that no more is decoded than there are names. */
function rawTexts(block: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  const tiff = decodeText(block.subarray(0, 6)) === 'Exif\0\0' ? block.subarray(6) : block;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.byteLength < headerBytes) return texts;
  const byteOrder = view.getUint16(0);
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return texts;
  const littleEndian = byteOrder === 0x4949;

  const first = view.getUint32(4, littleEndian);
  const added = [...entriesOf(view, first, littleEndian)].find(
    (entry) => view.getUint16(entry, littleEndian) === exifDirectoryTag,
  );
  const directories = added === undefined ? [first] : [first, view.getUint32(added + 8, littleEndian)];
  for (const entry of directories.flatMap((directory) => [...entriesOf(view, directory, littleEndian)])) {
    const name = names.get(view.getUint16(entry, littleEndian));
    if (name === undefined || texts.has(name)) continue;
    const text = textOf(view, entry, littleEndian);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** Where the entries of a directory begin, as many as there are. */
function* entriesOf(view: DataView, directory: number, littleEndian: boolean): Generator<number> {
  const first = directory + countBytes;
  if (first > view.byteLength) return;
  const end = first + view.getUint16(directory, littleEndian) * entryBytes;
  for (let entry = first; entry + entryBytes <= Math.min(end, view.byteLength); entry += entryBytes)
    yield entry;
}

/** An entry has a tag, a type, the number of elements, and the value or where that is. */
function textOf(view: DataView, entry: number, littleEndian: boolean): string | undefined {
  const type = view.getUint16(entry + 2, littleEndian);
  const length = view.getUint32(entry + 4, littleEndian);
  const start = length <= valueBytes ? entry + 8 : view.getUint32(entry + 8, littleEndian);
  if (length > maxTextBytes || start + length > view.byteLength) return undefined;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
  if (type === types.ascii) return withoutZeros(decodeText(bytes));
  if (type === types.undefined || type === types.byte) return withoutZeros(codedText(bytes));
  return undefined;
}

/** Text that says in its first eight bytes how it is coded; some programs leave them out. */
function codedText(bytes: Uint8Array): string {
  const code = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const text = bytes.subarray(8);
  if (code === 'UNICODE\0') return decodeUtf16(text);
  if (code === 'ASCII\0\0\0' || code === '\0'.repeat(8)) return decodeText(text);
  return decodeText(bytes);
}

/**
 * The byte order should be that of the EXIF block, and is often the other one. Where most characters are Latin, as the
 * names of settings are, the zeros tell which byte is the higher one.
 */
function decodeUtf16(text: Uint8Array): string {
  const bytes = Buffer.from(text.subarray(0, text.length & ~1)); // a copy, which may be swapped
  const start = bytes.subarray(0, 4096);
  const zerosAt = (parity: number) =>
    start.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const isLittle = zerosAt(1) > zerosAt(0);
  return (isLittle ? bytes : bytes.swap16()).toString('utf16le').replace(/^\uFEFF/, '');
}

/** Zeros end a text, and NovelAI begins one with them. */
function withoutZeros(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 0) start++;
  while (end > start && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(start, end);
}
