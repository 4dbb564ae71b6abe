/** An EXIF block with a maker's name and an orientation, 1 to 8, as a camera writes it. */
export function exifOrientation(
  orientation: number,
  { littleEndian = true, make = 'camera' }: { littleEndian?: boolean; make?: string } = {},
): Buffer {
  const name = Buffer.from(`${make}\0`, 'latin1');
  const [directory, entries] = [8, 2];
  const endOfDirectory = directory + 2 + entries * 12 + 4;
  const block = Buffer.alloc(endOfDirectory + name.length);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  block.write(littleEndian ? 'II' : 'MM', 'latin1');
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, directory, littleEndian);
  view.setUint16(directory, entries, littleEndian);
  const entry = (index: number, tag: number, type: number, count: number) => {
    const at = directory + 2 + index * 12;
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, type, littleEndian);
    view.setUint32(at + 4, count, littleEndian);
    return at + 8;
  };
  view.setUint32(entry(0, 0x010f, 2, name.length), endOfDirectory, littleEndian);
  view.setUint16(entry(1, 0x0112, 3, 1), orientation, littleEndian);
  block.set(name, endOfDirectory);
  return block;
}
