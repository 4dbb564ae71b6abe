import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import type { PreparedImage } from '../../src/core/image.ts';
import { ImageConverter } from '../../src/images/imageConverter.ts';
import { prepareImage } from '../../src/images/prepareImage.ts';
import { decodePicture } from '../server/receivedImage.ts';
import { Refusal } from '../server/refusal.ts';
import { converterProgram } from './converterProcesses.ts';
import type { Picture } from './picture.ts';

/** The colour of what is drawn when something was fetched or run. */
const trap = '#ff0000';

function hasTrap({ rgba }: Picture): boolean {
  return rgba.some((value, at) => at % 4 === 0 && value > 200 && (rgba[at + 1] ?? 0) < 50);
}

describe('A drawing', () => {
  const converter = new ImageConverter({ program: converterProgram, log: () => {} });
  const asked: string[] = [];
  let server: Server;
  let address: string;

  before(async () => {
    server = createServer((request, response) => {
      asked.push(String(request.url));
      response.end(
        `<svg xmlns="http://www.w3.org/2000/svg"><rect width="99" height="99" fill="${trap}"/></svg>`,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    converter.close();
    server.close();
  });

  async function draw(svg: string): Promise<{ image: PreparedImage; picture: Picture }> {
    const file = Buffer.from(svg);
    const source = { name: 'a.svg', sizeBytes: async () => file.length, read: async () => file };
    const preparation = { maxBytes: 30_000_000, maxMegapixels: 200, stripMetadata: true };
    const image = await prepareImage(source, preparation, converter, new AbortController().signal);
    const picture = decodePicture(Buffer.from(image.bytes));
    assert.ok(!(picture instanceof Refusal));
    return { image, picture };
  }

  const outside: [what: string, content: (address: string) => string][] = [
    ['a picture', (at) => `<image href="${at}/a.png" width="99" height="99"/>`],
    ['a picture, by the older name', (at) => `<image xlink:href="${at}/a.png" width="99" height="99"/>`],
    ['another drawing', (at) => `<use href="${at}/a.svg#b"/>`],
    ['a style sheet', (at) => `<style>@import url(${at}/a.css);</style>`],
    ['a font', (at) => `<style>@font-face { font-family: a; src: url(${at}/a.woff) }</style><text>a</text>`],
    ['a fill', (at) => `<rect width="99" height="99" fill="url(${at}/a.svg#b)"/>`],
    [
      'a filter',
      (at) =>
        `<filter id="f"><feImage href="${at}/a.png"/></filter><rect width="1" height="1" filter="url(#f)"/>`,
    ],
    ['a page', (at) => `<foreignObject width="99" height="99"><iframe src="${at}/a.html"/></foreignObject>`],
    ['a file of this machine', () => '<image href="file:///etc/hostname" width="99" height="99"/>'],
    ['a script', () => `<script>document.documentElement.innerHTML = '<rect fill="${trap}"/>'</script>`],
    ['a script at a distance', (at) => `<script href="${at}/a.js"/>`],
    ['what runs when it is loaded', (at) => `<rect width="0" height="0" onload="fetch('${at}')"/>`],
    [
      'an animation',
      () =>
        `<rect width="99" height="99" fill="none"><set attributeName="fill" to="${trap}" begin="1s"/></rect>`,
    ],
  ];
  for (const [what, content] of outside) {
    it(`neither fetches nor runs ${what}`, async () => {
      const { picture } = await draw(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 99 99">${content(address)}</svg>`,
      );
      assert.ok(!hasTrap(picture));
      assert.deepEqual(asked, []);
    });
  }

  it('does not read what an entity names', async () => {
    const svg = `<!DOCTYPE svg [<!ENTITY a SYSTEM "${address}/a"><!ENTITY b SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&a;&b;</text></svg>`;
    await draw(svg).catch(() => {});
    assert.deepEqual(asked, []);
  });

  const texts: [what: string, text: string][] = [
    ['Latin', 'Harbour at dusk'],
    ['Chinese', '黄昏的港口'],
    ['Japanese', '夕暮れの港'],
    ['Korean', '해질녘의 항구'],
    ['referenced characters', '&#28207;&#x53e3;'],
  ];
  for (const [what, text] of texts) {
    it(`has its ${what} text, or says that it lacks it`, async () => {
      const { image, picture } = await draw(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30"><text x="5" y="20" font-size="10">${text}</text></svg>`,
      );
      const ink = picture.rgba.filter((value, index) => index % 4 === 0 && value < 128).length;
      const share = ink / (picture.widthPx * picture.heightPx);
      assert.ok(image.lacksText || share > 0.01, `${share} of it is dark`);
    });
  }
});
