/** Whether a file is a TIFF file, of either byte order; BigTIFF counts. */
export function isTiff(file: Uint8Array): boolean {
  const isLittle =
    file[0] === 0x49 && file[1] === 0x49 && file[3] === 0 && (file[2] === 42 || file[2] === 43);
  const isBig = file[0] === 0x4d && file[1] === 0x4d && file[2] === 0 && (file[3] === 42 || file[3] === 43);
  return isLittle || isBig;
}

const tags = {
  newSubfileType: 0x00fe,
  compression: 0x0103,
  photometric: 0x0106,
  subDirectories: 0x014a,
  dngVersion: 0xc612,
} as const;

/**
 * Whether a TIFF file is a camera's raw file. Those keep a small preview where other TIFF files have their picture, and
 * the picture itself in a directory below.
 */
export function isCameraRaw(file: Uint8Array): boolean {
  if (!isTiff(file) || file.length < 16) return false;
  if (file[8] === 0x43 && file[9] === 0x52) return true; // Canon's CR2
  const found = firstDirectory(file);
  if (found.has(tags.dngVersion)) return true;
  return found.get(tags.newSubfileType) === 1 && found.has(tags.subDirectories);
}

const [yCbCr, jpeg] = [6, 7];

/** Whether the first picture is stored in luminance and differences of colour, otherwise than as JPEG. */
export function isTiffOfYCbCr(file: Uint8Array): boolean {
  const found = firstDirectory(file);
  return found.get(tags.photometric) === yCbCr && found.get(tags.compression) !== jpeg;
}

/** The first value of each tag, or where its values are. Empty for BigTIFF, and where the file is cut off. */
function firstDirectory(file: Uint8Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const littleEndian = file[0] === 0x49;
  const isBigTiff = file[2] === 43 || file[3] === 43;
  const directory = view.getUint32(4, littleEndian);
  if (isBigTiff || directory + 2 > file.length) return found;
  const end = directory + 2 + view.getUint16(directory, littleEndian) * 12;
  for (let at = directory + 2; at < end && at + 12 <= file.length; at += 12) {
    const isShort = view.getUint16(at + 2, littleEndian) === 3;
    const value = isShort ? view.getUint16(at + 8, littleEndian) : view.getUint32(at + 8, littleEndian);
    found.set(view.getUint16(at, littleEndian), value);
  }
  return found;
}
