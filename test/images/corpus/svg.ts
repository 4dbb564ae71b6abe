import { encodePng } from '../encodePng.ts';
import { overWhite, type Picture, pictureOf } from '../picture.ts';
import { cutOutCard, flatCard } from '../testCards.ts';
import { type CorpusFile, planted } from './corpusFile.ts';

const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** The flat card as a drawing of 128 by 96 units. */
const corners = [
  '<rect width="32" height="32" fill="rgb(190,70,60)"/>',
  '<rect x="96" width="32" height="32" fill="#46965a"/>',
  '<rect y="64" width="32" height="32" style="fill: rgb(60, 90, 180)"/>',
  '<rect x="96" y="64" width="32" height="32" fill="rgb(210,180,80)"/>',
].join('');
const ground = '<rect width="128" height="96" fill="#969696"/>';

/** At the size drawings are made: 1536 pixels on the longer side. */
const drawnFlat = () => flatCard(1536, 1152);

function svg(content: string, attributes = 'viewBox="0 0 128 96"'): Buffer {
  return Buffer.from(`<svg ${namespaces} ${attributes}>${content}</svg>`);
}

const drawings: readonly (readonly [what: string, file: () => Uint8Array, shows?: () => Picture])[] = [
  ['viewBox only', () => svg(ground + corners)],
  ['width and height only', () => svg(ground + corners, 'width="128" height="96"')],
  ['in millimetres', () => svg(ground + corners, 'width="64mm" height="48mm" viewBox="0 0 128 96"')],
  ['in inches', () => svg(ground + corners, 'width="4in" height="3in" viewBox="0 0 128 96"')],
  ['all of its place', () => svg(ground + corners, 'width="100%" height="100%" viewBox="0 0 128 96"')],
  [
    'larger than what is sent',
    () => svg(ground + corners, 'width="12800" height="9600" viewBox="0 0 128 96"'),
  ],
  ['with nothing behind it', () => svg(corners), () => overWhite(cutOutCard(1536, 1152))],
  [
    'half see-through',
    () => svg(`<rect width="128" height="96" fill="#2d2d2d" fill-opacity="0.5"/>${corners}`),
  ],
  [
    'a gradient',
    () =>
      svg(
        `<defs><linearGradient id="g"><stop stop-color="#3c3c3c"/><stop offset="1" stop-color="#c8c8c8"/></linearGradient></defs><rect width="128" height="96" fill="url(#g)"/>`,
      ),
    () => pictureOf(1536, 1152, (x) => grey(60 + (140 * (x + 0.5)) / 1536)),
  ],
  [
    'style sheet',
    () =>
      svg(`<style>.ground { fill: #969696 }</style><rect class="ground" width="128" height="96"/>${corners}`),
  ],
  [
    'symbols, clips and moves',
    () =>
      svg(
        `<defs><clipPath id="c"><rect width="128" height="96"/></clipPath><g id="corners">${corners}</g></defs><rect x="-500" y="-500" width="2000" height="2000" fill="#969696" clip-path="url(#c)" transform="translate(0 0)"/><g transform="translate(-64 -48) scale(2)"><use xlink:href="#corners" transform="translate(32 24) scale(.5)"/></g>`,
      ),
  ],
  [
    'a picture within',
    () => {
      const png = encodePng(flatCard(), { colours: 'rgb', bitDepth: 8 }).toString('base64');
      return svg(
        `<image width="128" height="96" image-rendering="optimizeSpeed" href="data:image/png;base64,${png}"/>`,
      );
    },
  ],
  [
    'declared, with a comment, author and place',
    () =>
      Buffer.from(
        `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- ${planted} -->\n<svg ${namespaces} viewBox="0 0 128 96"><metadata>${planted}</metadata><title>${planted}</title>${ground}${corners}</svg>`,
      ),
  ],
  [
    'entities, as Illustrator writes them',
    () =>
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY grey "#969696">]><svg xmlns="&ns_svg;" viewBox="0 0 128 96"><rect width="128" height="96" fill="&grey;"/>${corners}</svg>`,
      ),
  ],
  ['with a mark of its order', () => Buffer.concat([Buffer.from('\ufeff'), svg(ground + corners)])],
  ['UTF-16, little-endian', () => Buffer.from(`\ufeff${svg(ground + corners)}`, 'utf16le')],
  ['UTF-16, big-endian', () => Buffer.from(`\ufeff${svg(ground + corners)}`, 'utf16le').swap16()],
  [
    'every name with a prefix',
    () =>
      Buffer.from(
        `<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 128 96">${(ground + corners).replaceAll('<rect', '<svg:rect')}</svg:svg>`,
      ),
  ],
];

function grey(value: number): [number, number, number] {
  return [value, value, value];
}

export const svgs: readonly CorpusFile[] = drawings.map(([what, file, shows = drawnFlat]) => ({
  name: `SVG, ${what}`,
  make: file,
  shows,
  leavesAs: 'PNG',
}));
