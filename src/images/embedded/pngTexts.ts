import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { PngChunk } from '../containers/png.ts';
import { decodeText, maxTextBytes } from './decodeText.ts';
import type { NamedText } from './imageTexts.ts';

const inflateAside = promisify(inflate);

/** More than generators write. */
const maxTexts = 100;
const maxBytesOfAll = 2 * maxTextBytes;
const maxKeywordBytes = 79;
/** Into how many bytes one can be inflated. */
const maxInflation = 1032;

/** The texts among the chunks of a PNG file by their keywords. One that is broken is left out. */
export async function pngTexts(chunks: IteratorObject<PngChunk>): Promise<NamedText[]> {
  const texts: NamedText[] = [];
  let bytesLeft = maxBytesOfAll;
  const encoded = chunks.map(encodedText).filter((text) => text !== undefined);
  for (const text of encoded.take(maxTexts)) {
    const limit = Math.min(bytesLeft, maxTextBytes);
    const bytes = text.isDeflated ? await inflated(text.bytes, limit) : text.bytes;
    if (bytes === undefined) {
      bytesLeft -= Math.min(text.bytes.length * maxInflation, limit); // what a bomb may have cost
    } else if (bytes.length <= limit) {
      bytesLeft -= bytes.length;
      texts.push([text.keyword, decodeText(bytes)]);
    }
  }
  return texts;
}

interface EncodedText {
  readonly keyword: string;
  readonly bytes: Uint8Array;
  readonly isDeflated: boolean;
}

function encodedText({ type, data }: PngChunk): EncodedText | undefined {
  if (!type.endsWith('Xt')) return undefined;
  const keywordEnd = data.subarray(0, maxKeywordBytes + 1).indexOf(0);
  if (keywordEnd < 1) return undefined;
  const keyword = decodeText(data.subarray(0, keywordEnd));
  const rest = data.subarray(keywordEnd + 1);
  if (type === 'tEXt') return { keyword, bytes: rest, isDeflated: false };
  if (type === 'zTXt') return { keyword, bytes: rest.subarray(1), isDeflated: true };
  if (type === 'iTXt') return internationalText(keyword, rest);
  return undefined;
}

/** After the keyword: whether the text is compressed, how, its language, the keyword in that language, the text. */
function internationalText(keyword: string, rest: Uint8Array): EncodedText | undefined {
  const languageEnd = rest.indexOf(0, 2);
  const translationEnd = languageEnd === -1 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (translationEnd === -1) return undefined;
  return { keyword, bytes: rest.subarray(translationEnd + 1), isDeflated: rest[0] === 1 };
}

/** Undefined where they are damaged, or more than `maxBytes`. */
async function inflated(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    return await inflateAside(bytes, { maxOutputLength: maxBytes });
  } catch {
    return undefined;
  }
}
