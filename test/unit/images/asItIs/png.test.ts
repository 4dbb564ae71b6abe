import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { asItIs } from '../../../../src/images/asItIs/asItIs.ts';
import { pngChunks } from '../../../../src/images/containers/png.ts';
import { exifOrientation } from '../../../images/exifOrientation.ts';
import { displayP3Primaries, makeIccProfile } from '../../../images/makeIccProfile.ts';
import {
  type PngHeaderFields,
  pngChunk,
  pngEnd,
  pngHeaderChunk,
  pngOf,
  pngPixelsChunk,
  withChunksBefore,
} from '../../../images/makePng.ts';
import { assertConverted, assertUntouched, keep, strip } from './assertions.ts';

const secret = 'Nadav, 51.5 N 0.1 W';

/** A picture that is different everywhere, RGBA, eight bits. */
function gradient(width: number, height: number, alphaAt = (_pixel: number) => 255): PNG {
  const picture = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    picture.data.set([x * 7, y * 11, x * y, alphaAt(pixel)], pixel * 4);
  }
  return picture;
}

/** Each of the format's five ways to foretell a pixel. */
const filters = [0, 1, 2, 3, 4];
const encoded = (picture: PNG, filterType: number) => PNG.sync.write(picture, { colorType: 6, filterType });
const interlaced = ({ width, height, data }: PNG) =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png({ progressive: true, adaptiveFiltering: true })
    .toBuffer();

const words = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => {
    bytes.writeUInt32BE(number, index * 4);
  });
  return bytes;
};
const profileChunk = (profile: Uint8Array) =>
  pngChunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(profile)]));

const plain = PNG.sync.write(gradient(20, 15), { colorType: 2 });
/** The plain picture with one more chunk. */
const plainWith = (type: string, data: Uint8Array | string) =>
  withChunksBefore('IDAT', plain, pngChunk(type, data));
const withAlpha = encoded(gradient(20, 15), 4);
const animated = (fields: { firstFrameIsPixels: boolean }) => {
  const frame = pngChunk('fcTL', words(0, 20, 15, 0, 0, 0, 0).subarray(0, 26));
  const start = [pngChunk('acTL', words(1, 0)), ...(fields.firstFrameIsPixels ? [frame] : [])];
  const moving = withChunksBefore('IDAT', plain, ...start);
  return withChunksBefore('IEND', moving, frame, pngChunk('fdAT', words(1, 2)));
};
const exponent = pngChunk('gAMA', words(45455));
const chromaticities = pngChunk('cHRM', words(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000));

/** Two pixels in a row, of two colours in a palette. */
const paletted = (alphas: readonly number[], palette = [9, 9, 9, 200, 200, 200]) =>
  pngOf(
    pngHeaderChunk({ heightPx: 1, colourType: 3 }),
    pngChunk('PLTE', Uint8Array.from(palette)),
    pngChunk('tRNS', Uint8Array.from(alphas)),
    pngPixelsChunk([0, 0, 1]),
    pngEnd,
  );
const row = [0, 1, 2, 3, 4, 5, 6];
const smallPng = (fields: PngHeaderFields, ...rows: readonly (readonly number[])[]) =>
  pngOf(pngHeaderChunk(fields), pngPixelsChunk(...rows), pngEnd);

describe('A PNG goes out byte for byte', () => {
  const clean: [what: string, file: () => Buffer | Promise<Buffer>][] = [
    ['in RGB', () => plain],
    ['of four pixels', () => smallPng({}, row, row)],
    ['in grey', () => PNG.sync.write(gradient(20, 15), { colorType: 0 })],
    ['in grey with an opaque alpha channel', () => PNG.sync.write(gradient(20, 15), { colorType: 4 })],
    ['of one bit a pixel', () => sharp(plain).threshold().png({ palette: true, colours: 2 }).toBuffer()],
    ['with a palette', () => sharp(plain).png({ palette: true }).toBuffer()],
    ['with a palette of which all is opaque', () => paletted([255, 255])],
    ['interlaced', () => sharp(plain).png({ progressive: true }).toBuffer()],
    ['interlaced with an opaque alpha channel', () => interlaced(gradient(20, 15))],
    ['interlaced and one pixel wide', () => interlaced(gradient(1, 15))],
    ['with an alpha channel of several megabytes', () => encoded(gradient(1500, 900), -1)],
    ['in many pieces', () => inPieces(withAlpha, 7)],
    ['that says sRGB', () => withChunksBefore('IDAT', plain, pngChunk('sRGB', '\0'))],
    ['with the numbers of sRGB', () => withChunksBefore('IDAT', plain, exponent, chromaticities)],
    [
      'that says sRGB beside another exponent',
      () => withChunksBefore('IDAT', plain, pngChunk('sRGB', '\0'), pngChunk('gAMA', words(100_000))),
    ],
    ['with the codes of sRGB', () => withChunksBefore('IDAT', plain, pngChunk('cICP', '\x01\x0d\0\x01'))],
    ['with the profile of sRGB', () => withChunksBefore('IDAT', plain, profileChunk(makeIccProfile()))],
    ['with a profile that sharp wrote', () => sharp(plain).withIccProfile('srgb').png().toBuffer()],
    [
      'with its density, background and significant bits',
      () =>
        withChunksBefore(
          'IDAT',
          plain,
          pngChunk('sBIT', '\x08\x08\x08'),
          pngChunk('bKGD', Buffer.alloc(6)),
          pngChunk('pHYs', Buffer.alloc(9)),
        ),
    ],
    ['from a sample workspace', () => readFile('test/sampleWorkspace/castle.png')],
  ];
  for (const [what, make] of clean) {
    it(what, async () => assertUntouched(await make()));
  }
  for (const bitDepth of [1, 2, 4]) {
    it(`in grey of ${bitDepth} bits`, () =>
      assertUntouched(smallPng({ bitDepth, colourType: 0 }, [0, 0xa0], [0, 0x50])));
    it(`with a palette of ${bitDepth} bits`, () => {
      const pixels = smallPng({ bitDepth, colourType: 3 }, [0, 0], [0, 0]);
      return assertUntouched(withChunksBefore('IDAT', pixels, pngChunk('PLTE', Buffer.alloc(6))));
    });
  }

  it('interlaced, whatever its size', async () => {
    for (let size = 0; size < 81; size++) {
      const file = await interlaced(gradient(1 + (size % 9), 1 + Math.floor(size / 9)));
      await assertUntouched(file, strip, `size ${size}`);
    }
  });

  for (const filter of filters) {
    it(`with an opaque alpha channel, filtered by ${filter}`, () =>
      assertUntouched(encoded(gradient(20, 15), filter)));
  }
});

/** The file with its pixels in chunks of so many bytes. */
function inPieces(file: Buffer, bytes: number): Buffer {
  const pixels = Buffer.concat(
    [...pngChunks(file)].filter(({ type }) => type === 'IDAT').map(({ data }) => data),
  );
  const pieces = Array.from({ length: Math.ceil(pixels.length / bytes) }, (_, index) =>
    pngChunk('IDAT', pixels.subarray(index * bytes, (index + 1) * bytes)),
  );
  const [header = Buffer.alloc(0)] = [...pngChunks(file)].map(({ start, end }) => file.subarray(start, end));
  return pngOf(header, ...pieces, pngEnd);
}

describe('A PNG loses', () => {
  const dirty: [what: string, file: Buffer][] = [
    ['its text', plainWith('tEXt', `Author\0${secret}`)],
    [
      'its compressed text',
      plainWith('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(secret)])),
    ],
    ['its XMP', plainWith('iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>${secret}</x:xmpmeta>`)],
    ['its EXIF', plainWith('eXIf', exifOrientation(1, { make: secret }))],
    ['its time', plainWith('tIME', Uint8Array.from([7, 234, 11, 24, 11, 30, 0]))],
    ['its suggested palette', plainWith('sPLT', `${secret}\0\x08`)],
    ['a chunk of a private kind', plainWith('prVt', secret)],
    ['text after its pixels', withChunksBefore('IEND', plain, pngChunk('tEXt', `Comment\0${secret}`))],
    [
      'several of them',
      withChunksBefore(
        'IEND',
        plainWith('tEXt', `Title\0${secret}`),
        pngChunk('iTXt', secret),
        pngChunk('tEXt', secret),
      ),
    ],
    ['what lies behind its end', Buffer.concat([plain, Buffer.from(secret)])],
    ['another picture behind its end', Buffer.concat([plain, withAlpha])],
    ['its other frames', animated({ firstFrameIsPixels: true })],
  ];
  for (const [what, file] of dirty) {
    it(`${what}, and nothing else`, async () => {
      const result = Buffer.from((await asItIs(file, strip)) ?? []);
      assert.ok(!result.includes(secret));
      assert.deepEqual(result, plain);
      assert.deepEqual(PNG.sync.read(result).data, PNG.sync.read(file.subarray(0, endOf(file))).data);
    });
  }

  it('what lies between the chunks that stay', async () => {
    const kept = [exponent, chromaticities, pngChunk('pHYs', Buffer.alloc(9))];
    const dirty = kept.flatMap((chunk) => [pngChunk('tEXt', `Comment\0${secret}`), chunk]);
    const file = withChunksBefore('IDAT', plain, ...dirty);
    assert.deepEqual(await asItIs(file, strip), withChunksBefore('IDAT', plain, ...kept));
  });

  it('nothing when metadata is to stay', async () => {
    const file = Buffer.concat([plainWith('tEXt', `Author\0${secret}`), Buffer.from(secret)]);
    await assertUntouched(file, keep);
  });

  it('its other frames even when metadata is to stay', async () => {
    const text = pngChunk('tEXt', `Author\0${secret}`);
    const file = withChunksBefore('acTL', animated({ firstFrameIsPixels: true }), text);
    assert.deepEqual(await asItIs(file, keep), withChunksBefore('IDAT', plain, text));
  });
});

/** Where the picture ends; pngjs reads nothing that has more. */
function endOf(file: Buffer): number {
  return [...pngChunks(file)].at(-1)?.end ?? 0;
}

describe('A PNG has to be converted', () => {
  const [beginning = Buffer.alloc(0), pixels = Buffer.alloc(0)] = [...pngChunks(plain)].map(
    ({ start, end }) => plain.subarray(start, end),
  );
  const damaged = (type: string) => {
    const copy = Buffer.from(plain);
    const at = copy.indexOf(type, 0, 'latin1') + 4;
    copy.writeUInt8((copy[at] ?? 0) ^ 1, at);
    return copy;
  };
  const rows = [row, row];
  const palette = pngChunk('PLTE', Uint8Array.from([9, 9, 9]));

  const files: [what: string, file: Buffer][] = [
    [
      'with 16 bits a sample',
      smallPng({ bitDepth: 16 }, [...row, ...row.slice(1)], [...row, ...row.slice(1)]),
    ],
    ['with a palette of which a colour is see-through', paletted([255, 254])],
    ['in RGB with a colour that is see-through', plainWith('tRNS', Buffer.alloc(6))],
    [
      'in grey with a value that is see-through',
      withChunksBefore('IDAT', PNG.sync.write(gradient(4, 4), { colorType: 0 }), pngChunk('tRNS', '\0\0')),
    ],
    ['whose first frame is not among its pixels', animated({ firstFrameIsPixels: false })],
    [
      'with the profile of Display P3',
      plainWith(...profileOf(makeIccProfile({ primaries: displayP3Primaries }))),
    ],
    ['with a profile of greys in colour', plainWith(...profileOf(makeIccProfile({ colourSpace: 'GRAY' })))],
    ['with a profile that cannot be inflated', plainWith('iCCP', 'profile\0\0not compressed')],
    [
      'with a profile that inflates to megabytes',
      plainWith(...profileOf(Buffer.concat([makeIccProfile(), Buffer.alloc(5_000_000)]))),
    ],
    [
      'with a profile compressed in an unknown way',
      plainWith('iCCP', Buffer.concat([Buffer.from('profile\0\x01'), deflateSync(makeIccProfile())])),
    ],
    ['with a profile without a name', plainWith('iCCP', 'profile')],
    ['with the codes of Display P3', plainWith('cICP', '\x0c\x0d\0\x01')],
    ['with the codes of HDR', plainWith('cICP', '\x09\x10\0\x01')],
    ['with another exponent', plainWith('gAMA', words(55_556))],
    ['with an exponent that is cut off', plainWith('gAMA', '\0\0')],
    ['with other primaries', plainWith('cHRM', words(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000))],
    ['without pixels', pngOf(beginning, pngEnd)],
    ['without a header', pngOf(pixels, pngEnd)],
    [
      'with a header that is too long',
      pngOf(pngChunk('IHDR', Buffer.concat([beginning.subarray(8, -4), Buffer.of(0)])), pixels, pngEnd),
    ],
    ['with two headers', pngOf(beginning, beginning, pixels, pngEnd)],
    [
      'with pixels in two places',
      pngOf(beginning, pixels, pngChunk('tEXt', 'a\0b'), pngChunk('IDAT'), pngEnd),
    ],
    ['with a chunk that is needed and unknown', plainWith('CgBI', Buffer.alloc(4))],
    ['with a damaged header', damaged('IHDR')],
    ['with damaged pixels', damaged('IDAT')],
    [
      'with a palette it needs missing',
      pngOf(pngHeaderChunk({ colourType: 3 }), pngPixelsChunk([0, 0, 0], [0, 0, 0]), pngEnd),
    ],
    ['with two palettes', withChunksBefore('IDAT', plain, palette, palette)],
    ['with its palette after its pixels', withChunksBefore('IEND', plain, palette)],
    ['with a palette without colours', paletted([255], [])],
    ['with a palette of a colour and a half', paletted([255], [9, 9, 9, 9])],
    [
      'with a palette larger than its bits',
      pngOf(
        pngHeaderChunk({ bitDepth: 1, colourType: 3 }),
        pngChunk('PLTE', Buffer.alloc(9)),
        pngPixelsChunk([0, 0], [0, 0]),
        pngEnd,
      ),
    ],
    [
      'with a palette in grey',
      pngOf(pngHeaderChunk({ colourType: 0 }), palette, pngPixelsChunk([0, 0, 0], [0, 0, 0]), pngEnd),
    ],
    ['with an unknown filter', pngOf(pngHeaderChunk(), pngPixelsChunk(row, [5, ...row.slice(1)]), pngEnd)],
    ['with a row too few', pngOf(pngHeaderChunk(), pngPixelsChunk(row), pngEnd)],
    ['with a row too many', pngOf(pngHeaderChunk(), pngPixelsChunk(row, row, row), pngEnd)],
    [
      'with pixels that inflate to megabytes',
      pngOf(pngHeaderChunk(), pngChunk('IDAT', deflateSync(Buffer.alloc(20_000_000))), pngEnd),
    ],
    [
      'with something behind its compressed pixels',
      pngOf(
        pngHeaderChunk(),
        pngChunk('IDAT', Buffer.concat([deflateSync(Uint8Array.from(rows.flat())), Buffer.from(secret)])),
        pngEnd,
      ),
    ],
    [
      'with pixels that cannot be inflated',
      pngOf(pngHeaderChunk(), pngChunk('IDAT', 'not compressed'), pngEnd),
    ],
    [
      'with pixels that are cut off',
      pngOf(
        pngHeaderChunk(),
        pngChunk('IDAT', deflateSync(Uint8Array.from(rows.flat())).subarray(0, -5)),
        pngEnd,
      ),
    ],
    [
      'of more pixels than ever go out',
      pngOf(
        pngHeaderChunk({ widthPx: 8000, heightPx: 8000, colourType: 0 }),
        pngChunk('IDAT', deflateSync(Buffer.alloc(8000 * 8001))),
        pngEnd,
      ),
    ],
    [
      'that announces gigabytes',
      pngOf(pngHeaderChunk({ widthPx: 2 ** 31 - 1, heightPx: 2 ** 31 - 1 }), pixels, pngEnd),
    ],
    [
      'of more chunks than any has',
      withChunksBefore('IDAT', plain, ...Array.from({ length: 20_000 }, () => pngChunk('tEXt'))),
    ],
    ['of which there is but the signature', pngOf()],
  ];
  for (const [what, file] of files) {
    it(what, () => assertConverted(file));
  }

  const headers: [what: string, fields: PngHeaderFields, ...rows: number[][]][] = [
    ['no width', { widthPx: 0 }],
    ['no height', { heightPx: 0 }],
    ['an unknown colour type', { colourType: 5 }, [0], [0]],
    ['a bit depth that its colour type has not', { bitDepth: 4 }, [0, 1, 2, 3], [0, 1, 2, 3]],
    ['an unknown compression', { compression: 1 }, row, row],
    ['an unknown filtering', { filtering: 1 }, row, row],
    ['an unknown interlacing', { interlacing: 2 }, row, row],
  ];
  for (const [what, fields, ...rows] of headers) {
    it(`with ${what}`, () => assertConverted(smallPng(fields, ...rows)));
  }

  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    it(`turned by orientation ${orientation}, even when metadata is to stay`, async () => {
      const file = plainWith('eXIf', exifOrientation(orientation, { littleEndian: false }));
      await assertConverted(file);
      await assertConverted(file, keep);
    });
  }

  for (const filter of filters) {
    it(`with one pixel hardly see-through, wherever it is, filtered by ${filter}`, async () => {
      for (let seeThrough = 0; seeThrough < 12; seeThrough++) {
        const picture = gradient(4, 3, (pixel) => (pixel === seeThrough ? 254 : 255));
        await assertConverted(encoded(picture, filter), strip, `pixel ${seeThrough}`);
      }
    });
  }

  it('with one pixel hardly see-through, wherever it is, interlaced', async () => {
    for (let seeThrough = 0; seeThrough < 81; seeThrough++) {
      const picture = gradient(9, 9, (pixel) => (pixel === seeThrough ? 254 : 255));
      await assertConverted(await interlaced(picture), strip, `pixel ${seeThrough}`);
    }
  });

  it('with its last pixel see-through, megabytes from its beginning', async () => {
    const picture = gradient(1500, 900, (pixel) => (pixel === 1500 * 900 - 1 ? 0 : 255));
    await assertConverted(encoded(picture, -1));
  });

  it('cut off after any of its bytes', async () => {
    for (let bytes = 0; bytes < plain.length; bytes++) {
      await assertConverted(plain.subarray(0, bytes), strip, `${bytes} bytes`);
    }
  });
});

function profileOf(profile: Uint8Array): [type: string, data: Uint8Array] {
  return ['iCCP', profileChunk(profile).subarray(8, -4)];
}
