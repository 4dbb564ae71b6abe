import { apngs } from './apng.ts';
import { avifs } from './avif.ts';
import { bmps } from './bmp.ts';
import type { CorpusFile } from './corpusFile.ts';
import { fixtures } from './fixtures.ts';
import { gifs } from './gif.ts';
import { heics } from './heic.ts';
import { jpegs } from './jpeg.ts';
import { pngs } from './png.ts';
import { svgs } from './svg.ts';
import { tiffs } from './tiff.ts';
import { webps } from './webp.ts';

export const corpus: readonly CorpusFile[] = [
  ...pngs,
  ...apngs,
  ...jpegs,
  ...webps,
  ...gifs,
  ...bmps,
  ...tiffs,
  ...avifs,
  ...heics,
  ...svgs,
  ...fixtures,
];
