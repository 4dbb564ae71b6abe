import { crc32 } from 'node:zlib';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export function fill(
  picture: { data: Uint8Array },
  firstPixel: number,
  endPixel: number,
  colour: Rgba,
): void {
  for (let pixel = firstPixel; pixel < endPixel; pixel++) picture.data.set(colour, pixel * 4);
}

/** A PNG of one colour. */
export function png(width: number, height: number, colour: Rgba): Buffer {
  const picture = new PNG({ width, height });
  fill(picture, 0, width * height, colour);
  return PNG.sync.write(picture);
}

/** A JPEG in orange. */
export function jpeg(width: number, height: number): Buffer {
  const picture = { width, height, data: Buffer.alloc(width * height * 4) };
  fill(picture, 0, width * height, [230, 120, 20, 255]);
  return Buffer.from(encodeJpeg(picture, 90).data);
}

/** The PNG made `bytes` long by a private chunk of zeros before its end, which has 12 bytes. */
export function padded(file: Buffer, bytes: number): Buffer {
  const typeAndZeros = Buffer.alloc(bytes - file.length - 8);
  typeAndZeros.write('paDd', 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(typeAndZeros.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typeAndZeros));
  return Buffer.concat([file.subarray(0, -12), length, typeAndZeros, checksum, file.subarray(-12)]);
}

/** A PNG that every test may send. */
export const blue = png(40, 30, [20, 40, 140, 255]);
