import type { Ending } from './extensionHost.ts';
import { type HostileFile, pictureOrDamaged } from './hostileFile.ts';

const bounded: readonly Ending[] = ['picture', 'damaged', 'tooSlow', 'tooMuchMemory'];

function svg(content: string, attributes = 'viewBox="0 0 100 100"'): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`,
  );
}

/** Each entity or group is ten of the one before. */
const tenfold = (one: (level: number) => string) =>
  Array.from({ length: 10 }, (_, level) => one(level)).join('');

export const drawings: readonly HostileFile[] = [
  {
    name: 'SVG, a billion laughs',
    make: () =>
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a0 "ha">${tenfold((level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`)}]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&a10;</text></svg>`,
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, a long entity many times',
    make: () =>
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(100_000)}">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>${'&a;'.repeat(10_000)}</desc></svg>`,
      ),
    ends: ['notAnImage'],
  },
  {
    name: 'SVG, an entity that is itself',
    make: () =>
      Buffer.from(
        '<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&a;</text></svg>',
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, ten thousand million copies',
    make: () =>
      svg(
        `<defs><g id="g0"><rect width="1" height="1"/></g>${tenfold((level) => `<g id="g${level + 1}">${`<use xlink:href="#g${level}"/>`.repeat(10)}</g>`)}</defs><use xlink:href="#g10"/>`,
      ),
    ends: bounded,
  },
  {
    name: 'SVG, a copy of itself',
    make: () => svg('<g id="a"><use xlink:href="#a"/></g>'),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, patterns of each other',
    make: () =>
      svg(
        '<pattern id="a" width="1" height="1"><rect width="1" height="1" fill="url(#b)"/></pattern><pattern id="b" width="1" height="1"><rect width="1" height="1" fill="url(#a)"/></pattern><rect width="99" height="99" fill="url(#a)"/>',
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, masks of each other',
    make: () =>
      svg(
        '<mask id="a"><rect width="9" height="9" mask="url(#b)"/></mask><mask id="b"><rect width="9" height="9" mask="url(#a)"/></mask><rect width="99" height="99" mask="url(#a)"/>',
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, groups 100,000 deep',
    make: () => svg(`${'<g>'.repeat(100_000)}<rect width="9" height="9"/>${'</g>'.repeat(100_000)}`),
    ends: bounded,
  },
  {
    name: 'SVG, groups 1000 deep, each see-through',
    make: () =>
      svg(`${'<g opacity="0.99">'.repeat(1000)}<rect width="99" height="99"/>${'</g>'.repeat(1000)}`),
    ends: bounded,
  },
  {
    name: 'SVG, a blur without end',
    make: () =>
      svg(
        `<filter id="f">${'<feGaussianBlur stdDeviation="1000000"/>'.repeat(500)}</filter>${'<rect width="99" height="99" filter="url(#f)"/>'.repeat(50)}`,
      ),
    ends: bounded,
  },
  {
    name: 'SVG, clouds without end',
    make: () =>
      svg(
        '<filter id="f"><feTurbulence numOctaves="1000000000" baseFrequency="0.5"/></filter><rect width="99" height="99" filter="url(#f)"/>',
      ),
    ends: bounded,
  },
  {
    name: 'SVG, a filter as wide as a planet',
    make: () =>
      svg(
        '<filter id="f" x="-1e9" y="-1e9" width="2e9" height="2e9"><feMorphology radius="100000"/></filter><rect width="99" height="99" filter="url(#f)"/>',
      ),
    ends: bounded,
  },
  {
    name: 'SVG, a line of a thousand million dashes',
    make: () => svg('<path d="M0 0H1000000" stroke="red" stroke-dasharray="0.001"/>'),
    ends: bounded,
  },
  {
    name: 'SVG, a tiny pattern',
    make: () =>
      svg(
        '<pattern id="p" width="0.00001" height="0.00001" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="100" height="100" fill="url(#p)"/>',
      ),
    ends: bounded,
  },
  {
    name: 'SVG, a path of a million bends',
    make: () => svg(`<path d="M0 0${'C1 2 3 4 5 6'.repeat(1_000_000)}" stroke="red" stroke-width="3"/>`),
    ends: bounded,
  },
  {
    name: 'SVG, a text of five million letters',
    make: () => svg(`<text y="50">${'a'.repeat(5_000_000)}</text>`),
    ends: bounded,
  },
  { name: 'SVG, 10 MB of spaces', make: () => svg(' '.repeat(10_000_000)), ends: pictureOrDamaged },
  {
    name: 'SVG, 10 MB of comments before it',
    make: () => Buffer.concat([Buffer.from(`<!--${' '.repeat(10_000_000)}-->`), svg('')]),
    ends: ['picture', 'damaged', 'notAnImage'],
  },
  { name: 'SVG, of 1e30 units', make: () => svg('', 'width="1e30" height="1e30"'), ends: pictureOrDamaged },
  { name: 'SVG, of no units', make: () => svg('', 'width="0" height="0"'), ends: pictureOrDamaged },
  {
    name: 'SVG, of fewer than no units',
    make: () => svg('', 'width="-5" height="-5"'),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, of no number of units',
    make: () => svg('', 'width="NaN" height="many"'),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, a million times as wide as high',
    make: () => svg('', 'viewBox="0 0 1000000 1"'),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, drawings in drawings',
    make: () => {
      let inner = svg('<rect width="9" height="9"/>');
      for (let depth = 0; depth < 12; depth++) {
        inner = svg(
          `<image width="99" height="99" href="data:image/svg+xml;base64,${inner.toString('base64')}"/>`,
        );
      }
      return inner;
    },
    ends: bounded,
  },
  {
    name: 'SVG, a picture within that is a bomb',
    make: () =>
      svg(
        '<image width="99" height="99" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAYAAAAAAAAA"/>',
      ),
    ends: pictureOrDamaged,
  },
  {
    name: 'SVG, that stops',
    make: () => svg('<rect width="9" height="9"/>').subarray(0, -10),
    ends: ['damaged'],
  },
  {
    name: 'SVG, that stops in its first word',
    make: () => Buffer.from('<svg'),
    ends: ['notAnImage', 'damaged'],
  },
  { name: 'SVG, closed in the wrong order', make: () => svg('<g><rect></g></rect>'), ends: ['damaged'] },
];
