import { deflateSync } from 'node:zlib';
import { pngChunk, pngEnd, pngHeaderChunk, pngOf, pngPixelsChunk } from './makePng.ts';

/** Text as it is, in UTF-8 where it is a string. */
export function textChunk(keyword: string, text: string | Uint8Array): Buffer {
  return pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`), Buffer.from(text)]));
}

export function compressedTextChunk(keyword: string, text: string | Uint8Array): Buffer {
  return pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(text)]));
}

export interface InternationalTextFields {
  readonly isCompressed?: boolean;
  readonly language?: string;
  readonly translatedKeyword?: string;
}

export function internationalTextChunk(
  keyword: string,
  text: string | Uint8Array,
  { isCompressed = false, language = '', translatedKeyword = '' }: InternationalTextFields = {},
): Buffer {
  const head = `${keyword}\0${isCompressed ? '\x01' : '\0'}\0${language}\0${translatedKeyword}\0`;
  return pngChunk(
    'iTXt',
    Buffer.concat([Buffer.from(head), isCompressed ? deflateSync(text) : Buffer.from(text)]),
  );
}

/** A whole picture, small, with these chunks before its pixels. */
export function pngWith(...chunks: readonly Uint8Array[]): Buffer {
  const rows = [0, 1].map((filter) => [filter, 0, 0, 0, 0, 0, 0]);
  return pngOf(pngHeaderChunk(), ...chunks, pngPixelsChunk(...rows), pngEnd);
}

/** A whole picture with these texts. */
export function pngWithTexts(texts: Readonly<Record<string, string>>): Buffer {
  return pngWith(...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text)));
}
