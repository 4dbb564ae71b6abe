import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import loadLibheif from 'libheif-js/libheif-wasm/libheif.js';
import { checkSize, type Pixels } from './pixels.ts';
import { Undecodable } from './undecodable.ts';

/** Decodes the primary picture of a HEIF file, upright, in the colours of its own profile. Throws Undecodable. */
export async function decodeHeic(file: Uint8Array, maxMegapixels: number): Promise<Pixels> {
  libheif ??= readFile(join(__dirname, 'libheif.wasm')).then((wasmBinary) => loadLibheif({ wasmBinary }));
  const decoder = new (await libheif).HeifDecoder();
  const images = decoder.decode(file);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (image === undefined) throw new Undecodable({ is: 'damaged' });
  const width = image.get_width();
  const height = image.get_height();
  checkSize(width, height, maxMegapixels);
  const data = new Uint8ClampedArray(width * height * 4);
  const isDecoded = await new Promise<boolean>((resolve) => {
    image.display({ data, width, height }, (result) => resolve(result !== null));
  });
  for (const one of images) one.free();
  if (!isDecoded) throw new Undecodable({ is: 'damaged' });
  return { data: new Uint8Array(data.buffer), widthPx: width, heightPx: height };
}

let libheif: ReturnType<typeof loadLibheif> | undefined;

/** The first colour profile in a HEIF file, which libheif's JavaScript interface does not pass on. */
export function heicProfile(file: Uint8Array): Uint8Array | undefined {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const typeAt = buffer.indexOf('colrprof');
  if (typeAt < 4) return undefined;
  const end = typeAt - 4 + buffer.readUInt32BE(typeAt - 4);
  const profile = buffer.subarray(typeAt + 8, end);
  return profile.toString('latin1', 36, 40) === 'acsp' ? profile : undefined;
}
