import { readFile } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

export interface Font {
  readonly family: string;
  readonly bytes: Uint8Array;
}

/** The fonts that a drawing's text needs, the one for Latin first, and whether there is one for all of it. */
export async function fontsFor(svg: string): Promise<{ fonts: readonly Font[]; areEnough: boolean }> {
  if (!/<([\w-]+:)?text[\s>]/.test(svg)) return { fonts: [], areEnough: true };
  const wanted = hasEastAsianText(svg) ? [latin, eastAsian] : [latin];
  const found = await Promise.all(wanted.map(firstThatExists));
  const fonts = found.filter((font) => font !== undefined);
  return { fonts, areEnough: fonts.length === wanted.length };
}

/** Characters, or references to them, of Chinese, Japanese and Korean. */
function hasEastAsianText(svg: string): boolean {
  const references = [...svg.matchAll(/&#(?:x([\da-f]{4,5})|(\d{5,6}));/gi)].map(([, hex, decimal]) =>
    hex === undefined ? Number(decimal) : Number.parseInt(hex, 16),
  );
  return eastAsianCharacter.test(svg) || references.some((code) => code >= 0x2e80 && code <= 0x3ffff);
}

const eastAsianCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

type Candidate = readonly [family: string, path: string];

/** Fonts that systems come with, the likeliest first; a system's folders as its makers name them. */
const windows = join(process.env.SystemRoot ?? 'C:\\Windows', 'Fonts');
const candidates: Record<string, { latin: readonly Candidate[]; eastAsian: readonly Candidate[] }> = {
  win32: {
    latin: [
      ['Segoe UI', join(windows, 'segoeui.ttf')],
      ['Arial', join(windows, 'arial.ttf')],
    ],
    eastAsian: [
      ['Microsoft YaHei', join(windows, 'msyh.ttc')],
      ['Yu Gothic', join(windows, 'YuGothM.ttc')],
      ['MS Gothic', join(windows, 'msgothic.ttc')],
      ['SimSun', join(windows, 'simsun.ttc')],
      ['Malgun Gothic', join(windows, 'malgun.ttf')],
    ],
  },
  darwin: {
    latin: [
      ['Arial', '/System/Library/Fonts/Supplemental/Arial.ttf'],
      ['Helvetica', '/System/Library/Fonts/Helvetica.ttc'],
    ],
    eastAsian: [
      ['Hiragino Sans GB', '/System/Library/Fonts/Hiragino Sans GB.ttc'],
      ['PingFang SC', '/System/Library/Fonts/PingFang.ttc'],
      ['Arial Unicode MS', '/System/Library/Fonts/Supplemental/Arial Unicode.ttf'],
      ['Arial Unicode MS', '/Library/Fonts/Arial Unicode.ttf'],
    ],
  },
  linux: {
    latin: [
      ['DejaVu Sans', '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
      ['DejaVu Sans', '/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf'],
      ['DejaVu Sans', '/usr/share/fonts/TTF/DejaVuSans.ttf'],
      ['DejaVu Sans', '/usr/share/fonts/dejavu/DejaVuSans.ttf'],
      ['Liberation Sans', '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf'],
      ['Liberation Sans', '/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf'],
      ['Liberation Sans', '/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf'],
      ['Liberation Sans', '/usr/share/fonts/liberation/LiberationSans-Regular.ttf'],
      ['Noto Sans', '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'],
      ['Noto Sans', '/usr/share/fonts/noto/NotoSans-Regular.ttf'],
      ['Ubuntu', '/usr/share/fonts/truetype/ubuntu/Ubuntu-R.ttf'],
    ],
    eastAsian: [
      ['Noto Sans CJK JP', '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
      ['Noto Sans CJK JP', '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc'],
      ['Noto Sans CJK JP', '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc'],
      ['Noto Sans CJK JP', '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc'],
      ['Noto Sans CJK JP', join(homedir(), '.local/share/fonts/NotoSansCJK-Regular.ttc')],
      ['WenQuanYi Micro Hei', '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc'],
      ['WenQuanYi Zen Hei', '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc'],
      ['Droid Sans Fallback', '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf'],
    ],
  },
};
const { latin = [], eastAsian = [] } = candidates[platform()] ?? {};

async function firstThatExists(fonts: readonly Candidate[]): Promise<Font | undefined> {
  for (const [family, path] of fonts) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes) return { family, bytes };
  }
  return undefined;
}
