const orientationTag = 0x0112;
const orientationUpright = 1;
const orientationLast = 8;

/** Sizes in bytes: the header of a TIFF block, the number of a directory's entries, one entry. */
const headerBytes = 8;
const countBytes = 2;
const entryBytes = 12;

/**
 * Whether a picture with this EXIF block is to be shown as its pixels lie. The block begins with its byte order, `II`
 * or `MM`. One that cannot be read turns nothing, and neither does an orientation that is not among the eight.
 */
export function isUpright(exif: Uint8Array): boolean {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  if (view.byteLength < headerBytes) return true;
  const byteOrder = view.getUint16(0);
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return true;
  const little = byteOrder === 0x4949;

  const directory = view.getUint32(4, little);
  if (directory + countBytes > view.byteLength) return true;
  const declared = view.getUint16(directory, little);
  const present = Math.floor((view.byteLength - directory - countBytes) / entryBytes);
  for (let index = 0; index < Math.min(declared, present); index++) {
    const entry = directory + countBytes + index * entryBytes;
    if (view.getUint16(entry, little) !== orientationTag) continue;
    const orientation = view.getUint16(entry + entryBytes - 4, little);
    if (orientation > orientationUpright && orientation <= orientationLast) return false;
  }
  return true;
}
