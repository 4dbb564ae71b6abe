/**
 * What a PNG or JPEG consists of, read on its own and not by the code under test: the types of a PNG's chunks; the
 * markers of a JPEG's segments, with the name that an application's data begins with; `more`, where bytes follow.
 */
export function sentParts(file: Buffer): string[] {
  return file.subarray(1, 4).toString() === 'PNG' ? pngParts(file) : jpegParts(file);
}

/** The parts that may leave. Everything else tells of people, places and programs. */
export const allowedParts: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD', 'cICP'],
  ...['APP0 JFIF', 'APP2 ICC_PROFILE', 'APP14 Adobe', 'tables', 'frame', 'scan', 'end'],
]);

function pngParts(file: Buffer): string[] {
  const parts: string[] = [];
  let at = 8;
  while (at < file.length) {
    const type = file.toString('latin1', at + 4, at + 8);
    parts.push(type);
    at += 12 + file.readUInt32BE(at);
    if (type === 'IEND') break;
  }
  return at === file.length ? parts : [...parts, 'more'];
}

function jpegParts(file: Buffer): string[] {
  const parts: string[] = [];
  let at = 2;
  for (;;) {
    const marker = file.readUInt16BE(at);
    if (marker === 0xffd9) return at + 2 === file.length ? [...parts, 'end'] : [...parts, 'end', 'more'];
    const end = at + 2 + file.readUInt16BE(at + 2);
    parts.push(jpegPart(marker & 0xff, file.subarray(at + 4, end)));
    at = end;
    // Within a scan 0xff stands before a zero or a restart only.
    while (marker === 0xffda && !(file[at] === 0xff && ![0, ...restarts].includes(file[at + 1] ?? 0))) at++;
  }
}

const restarts = [0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7];

function jpegPart(marker: number, data: Buffer): string {
  if (marker === 0xda) return 'scan';
  if ([0xc4, 0xdb, 0xdd].includes(marker)) return 'tables';
  if (marker >= 0xc0 && marker <= 0xc2) return 'frame';
  if (marker < 0xe0 || marker > 0xef) return `marker ${marker.toString(16)}`;
  const name = /^[A-Za-z_]*/.exec(data.toString('latin1', 0, 30))?.[0] ?? '';
  return `APP${marker - 0xe0} ${name}`;
}
