/** Whether a file is a TIFF file, of either byte order; BigTIFF counts. */
export function isTiff(file: Uint8Array): boolean {
  const isLittle =
    file[0] === 0x49 && file[1] === 0x49 && file[3] === 0 && (file[2] === 42 || file[2] === 43);
  const isBig = file[0] === 0x4d && file[1] === 0x4d && file[2] === 0 && (file[3] === 42 || file[3] === 43);
  return isLittle || isBig;
}

const tags = { newSubfileType: 0x00fe, subDirectories: 0x014a, dngVersion: 0xc612 } as const;

/**
 * Whether a TIFF file is a camera's raw file. Those keep a small preview where other TIFF files have their picture, and
 * the picture itself in a directory below.
 */
export function isCameraRaw(file: Uint8Array): boolean {
  if (!isTiff(file) || file.length < 16) return false;
  if (file[8] === 0x43 && file[9] === 0x52) return true; // Canon's CR2
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const littleEndian = file[0] === 0x49;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > file.length) return false;
  const found = new Map<number, number>();
  const count = view.getUint16(directory, littleEndian);
  for (let at = directory + 2; at + 12 <= file.length && found.size < count; at += 12) {
    found.set(view.getUint16(at, littleEndian), view.getUint32(at + 8, littleEndian));
  }
  if (found.has(tags.dngVersion)) return true;
  return found.get(tags.newSubfileType) === 1 && found.has(tags.subDirectories);
}
