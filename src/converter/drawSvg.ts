import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Pixels } from './pixels.ts';
import { fontsFor } from './systemFonts.ts';
import { Undecodable } from './undecodable.ts';

/** A drawing, and whether it has text that no font of this machine could draw. */
export interface SvgDrawing {
  readonly pixels: Pixels;
  readonly lacksText: boolean;
}

/** The longer side: as much as vision models look at, and a quarter of the work of the largest picture. */
const sidePx = 1536;

/**
 * Draws an SVG file with the system's fonts. Scripts are not run and nothing outside of the file is read: the drawing
 * library has neither network nor files. Throws Undecodable.
 */
export async function drawSvg(file: Uint8Array): Promise<SvgDrawing> {
  library ??= readFile(join(__dirname, 'resvg.wasm')).then(initWasm);
  await library;
  const svg = textOf(file);
  const { fonts, areEnough } = await fontsFor(svg);
  const options = { font: { fontBuffers: fonts.map(({ bytes }) => bytes), ...familiesOf(fonts) } };
  const natural = new Resvg(svg, options);
  const isWide = natural.width >= natural.height;
  const scale = sidePx / Math.max(natural.width, natural.height);
  if (Math.min(natural.width, natural.height) * scale < 1) throw new Undecodable({ is: 'damaged' });
  const fitTo = { mode: isWide ? ('width' as const) : ('height' as const), value: sidePx };
  // Its pixels have alpha multiplied in, so see-through ones would come out too dark.
  const drawing = new Resvg(svg, { ...options, fitTo, background: 'white' }).render();
  return {
    pixels: { data: drawing.pixels, widthPx: drawing.width, heightPx: drawing.height },
    lacksText: !areEnough,
  };
}

let library: Promise<void> | undefined;

function familiesOf([first]: readonly { readonly family: string }[]) {
  const family = first?.family;
  if (family === undefined) return {};
  return {
    defaultFontFamily: family,
    sansSerifFamily: family,
    serifFamily: family,
    monospaceFamily: family,
    cursiveFamily: family,
    fantasyFamily: family,
  };
}

/** XML is UTF-8 or says otherwise by the mark it begins with. */
function textOf(file: Uint8Array): string {
  const encoding =
    file[0] === 0xff && file[1] === 0xfe
      ? 'utf-16le'
      : file[0] === 0xfe && file[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(file);
}
