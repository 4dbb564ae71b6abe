import { type PngChunk, pngChunks } from '../containers/png.ts';
import type { AsItIsOptions } from './asItIs.ts';
import { type Edit, edited } from './edited.ts';
import { isUpright } from './exifOrientation.ts';
import { hasSrgbColours } from './pngColours.ts';
import { type PngHeader, pngColourTypes, pngHeader } from './pngHeader.ts';
import { arePixelsWholeAndOpaque } from './pngPixels.ts';
import { isWellFormed } from './pngStructure.ts';

/** What makes the picture and its colours; whatever else a PNG holds tells of people, places and programs. */
const keptChunks: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
  'bKGD',
  'cICP',
]);

const animationChunks: ReadonlySet<string> = new Set(['acTL', 'fcTL', 'fdAT']);

/** No program that is known writes half as many. */
const maxChunks = 20_000;

/** A PNG whose pixels may go out as they are, as [asItIs](asItIs.ts) says. */
export async function pngAsItIs(
  file: Uint8Array,
  { stripMetadata }: AsItIsOptions,
): Promise<Uint8Array | undefined> {
  const chunks = [...pngChunks(file).take(maxChunks)];
  const header = pngHeader(chunks[0]);
  if (header === undefined || header.bitDepth > 8 || !isWellFormed(file, header, chunks)) return undefined;
  if (!beginsWithPixels(chunks) || hasSeeThroughColours(header, chunks)) return undefined;
  if (!chunks.every(({ type, data }) => type !== 'eXIf' || isUpright(data))) return undefined;
  if (!(await hasSrgbColours(header, chunks))) return undefined;
  const compressed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  if (!(await arePixelsWholeAndOpaque(header, compressed))) return undefined;
  return edited(file, stripMetadata ? metadata(file, chunks) : animation(chunks));
}

/** Whether IDAT holds what is seen first: of an animation it does when a frame is announced before it. */
function beginsWithPixels(chunks: readonly PngChunk[]): boolean {
  const types = chunks.map(({ type }) => type);
  const beforePixels = types.slice(0, types.indexOf('IDAT'));
  return !beforePixels.includes('acTL') || beforePixels.includes('fcTL');
}

/** Beside a palette tRNS is a list of alphas; in any other picture it makes one colour vanish. */
function hasSeeThroughColours({ colourType }: PngHeader, chunks: readonly PngChunk[]): boolean {
  return chunks.some(
    ({ type, data }) =>
      type === 'tRNS' && (colourType !== pngColourTypes.palette || data.some((alpha) => alpha < 255)),
  );
}

function metadata(file: Uint8Array, chunks: readonly PngChunk[]): Edit[] {
  const endOfPicture = chunks.at(-1)?.end ?? file.length;
  const behind = { start: endOfPicture, end: file.length };
  const edits = chunks.filter(({ type }) => !keptChunks.has(type));
  return endOfPicture < file.length ? [...edits, behind] : edits;
}

/** One picture is sent, so the others go even where metadata stays. */
function animation(chunks: readonly PngChunk[]): Edit[] {
  return chunks.filter(({ type }) => animationChunks.has(type));
}
