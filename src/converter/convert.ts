import { readFile } from 'node:fs/promises';
import type { ConversionAnswer, ConversionRequest } from '../images/conversion.ts';
import { formatOf } from '../images/imageFormats.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { Undecodable } from './undecodable.ts';

/** What happens to a picture that cannot go out as it is: read, decode, fit, encode. Never throws. */
export async function convert(request: ConversionRequest): Promise<ConversionAnswer> {
  try {
    const file = await bytesOf(request);
    const format = formatOf(file);
    if (format === undefined) return { flaw: { is: 'notAnImage' } };
    if ('unreadable' in format) return { flaw: { is: 'format', format: format.unreadable } };
    const { image, lacksText } = await decode(format.readable, file, request.maxMegapixels);
    return { image: await encode(image, request), lacksText };
  } catch (error) {
    const flaw = error instanceof Undecodable ? error.flaw : ({ is: 'damaged' } as const);
    return { flaw, reason: String(error) };
  }
}

async function bytesOf({ file }: ConversionRequest): Promise<Uint8Array> {
  if ('bytes' in file) return file.bytes;
  return await readFile(file.path).catch((cause: unknown) => {
    throw new Undecodable({ is: 'unreadable' }, { cause });
  });
}
