import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { decode, encode } from 'jpeg-js';
import { before, describe, it } from 'mocha';
import sharp from 'sharp';
import { asItIs } from '../../../../src/images/asItIs/asItIs.ts';
import { jpegSegments } from '../../../../src/images/containers/jpeg.ts';
import { exifOrientation } from '../../../images/exifOrientation.ts';
import { displayP3Primaries, makeIccProfile } from '../../../images/makeIccProfile.ts';
import { jpegSegment, withSegments } from '../../../images/makeJpeg.ts';
import { assertConverted, assertUntouched, keep, strip } from './assertions.ts';

const secret = 'Nadav, 51.5 N 0.1 W';

const markers = {
  baseline: 0xc0,
  huffmanTables: 0xc4,
  startOfScan: 0xda,
  quantisationTables: 0xdb,
  jfif: 0xe0,
  endOfImage: 0xd9,
  profile: 0xe2,
  adobe: 0xee,
  comment: 0xfe,
};

/** A picture that is different everywhere, RGBA. */
const [width, height] = [40, 24];
const pixels = Buffer.from(
  Array.from({ length: width * height }, (_, pixel) => [
    pixel % 256,
    (pixel * 7) % 256,
    pixel >> 2,
    255,
  ]).flat(),
);
const plain = Buffer.from(encode({ width, height, data: pixels }, 90).data);
const drawn = sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();

const exif = (block: Uint8Array) => jpegSegment(0xe1, 'Exif\0\0', block);
const profilePart = (number: number, count: number, part: Uint8Array) =>
  jpegSegment(markers.profile, 'ICC_PROFILE\0', [number, count], part);
const profile = makeIccProfile();
const [firstPart, secondPart] = [profile.subarray(0, 300), profile.subarray(300)];
const adobe = (transform: number) => jpegSegment(markers.adobe, 'Adobe', [0, 100, 0, 0, 0, 0, transform]);

/** What lies between the markers of the file, changed; a segment that becomes undefined is left out. */
function mapSegments(file: Buffer, change: (marker: number, bytes: Buffer) => Buffer | undefined): Buffer {
  const segments = [...jpegSegments(file)].map(({ marker, start, end }) =>
    change(marker, file.subarray(start, end)),
  );
  return Buffer.concat(segments.filter((segment) => segment !== undefined));
}
const without = (unwanted: number) =>
  mapSegments(plain, (marker, bytes) => (marker === unwanted ? undefined : bytes));
const withFrame = (change: (frame: Buffer) => Buffer | undefined) =>
  mapSegments(plain, (marker, bytes) => (marker === markers.baseline ? change(Buffer.from(bytes)) : bytes));
const withFrameByte = (at: number, ...bytes: readonly number[]) =>
  withFrame((frame) =>
    Buffer.concat([frame.subarray(0, at), Buffer.from(bytes), frame.subarray(at + bytes.length)]),
  );
const withBefore = (wanted: number, file: Buffer, segment: Buffer) =>
  mapSegments(file, (marker, bytes) => (marker === wanted ? Buffer.concat([segment, bytes]) : bytes));

describe('A JPEG goes out byte for byte', () => {
  const clean: [what: string, file: () => Buffer | Promise<Buffer>][] = [
    ['baseline', () => plain],
    ['from another encoder', () => drawn.clone().jpeg().toBuffer()],
    ['with colours in full', () => drawn.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['progressive', () => drawn.clone().jpeg({ progressive: true }).toBuffer()],
    ['in grey', () => drawn.clone().greyscale().toColourspace('b-w').jpeg().toBuffer()],
    ['with the profile of sRGB', () => withSegments(plain, profilePart(1, 1, profile))],
    ['with a profile that sharp wrote', () => drawn.clone().withIccProfile('srgb').jpeg().toBuffer()],
    [
      'with a profile in two parts',
      () => withSegments(plain, profilePart(1, 2, firstPart), profilePart(2, 2, secondPart)),
    ],
    [
      'with a profile in two parts in the other order',
      () => withSegments(plain, profilePart(2, 2, secondPart), profilePart(1, 2, firstPart)),
    ],
    [
      'in grey with the profile of greys',
      async () => {
        const greys = makeIccProfile({ colourSpace: 'GRAY' });
        const file = await drawn.clone().greyscale().toColourspace('b-w').jpeg().toBuffer();
        return withSegments(file, profilePart(1, 1, greys));
      },
    ],
    ['with colours coded as Adobe says', () => withSegments(without(markers.jfif), adobe(1))],
    ['with intervals of restarting', () => withBefore(markers.startOfScan, plain, jpegSegment(0xdd, [0, 0]))],
    ['with bytes of filling', () => withBefore(markers.startOfScan, plain, Buffer.from([0xff, 0xff]))],
    ['without JFIF', () => without(markers.jfif)],
    ['from a sample workspace', () => readFile('test/sampleWorkspace/lighthouse.jpg')],
  ];
  for (const [what, make] of clean) {
    it(what, async () => assertUntouched(await make()));
  }
});

describe('A JPEG loses', () => {
  const dirty: [what: string, ...segments: Buffer[]][] = [
    ['its EXIF', exif(exifOrientation(1, { make: secret }))],
    ['its EXIF with a thumbnail', exif(Buffer.concat([exifOrientation(1, { make: secret }), plain]))],
    ['its XMP', jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>`)],
    ['its extended XMP', jpegSegment(0xe1, `http://ns.adobe.com/xmp/extension/\0${secret}`)],
    ['its IPTC', jpegSegment(0xed, `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x18${secret}`)],
    ['its comment', jpegSegment(markers.comment, secret)],
    ['the thumbnail beside JFIF', jpegSegment(markers.jfif, 'JFXX\0\x10', secret)],
    ['its index of more pictures', jpegSegment(markers.profile, 'MPF\0', secret)],
    ['its provenance', jpegSegment(0xeb, 'JP', secret)],
    ['a segment that only looks like a profile', jpegSegment(markers.profile, 'ICC_PROFILES', secret)],
    ['a segment that only looks like Adobe', jpegSegment(markers.adobe, 'Adob3', secret)],
    ['a segment of another kind with a name that stays', jpegSegment(0xef, 'Adobe', secret)],
    ['a segment that only looks like JFIF', jpegSegment(markers.jfif, 'JFIF\0', [1, 1])],
    ['a segment of any other program', jpegSegment(0xef, secret)],
    [
      'all of them',
      exif(exifOrientation(1, { make: secret })),
      jpegSegment(markers.comment, secret),
      jpegSegment(0xed, secret),
    ],
  ];
  for (const [what, ...segments] of dirty) {
    it(`${what}, and nothing else`, () => losesAllBut(plain, withSegments(plain, ...segments)));
  }

  it('what lies behind its end', () => losesAllBut(plain, Buffer.concat([plain, Buffer.from(secret)])));

  it('another picture behind its end', () =>
    losesAllBut(plain, Buffer.concat([plain, withSegments(plain, jpegSegment(markers.comment, secret))])));

  it('the thumbnail within JFIF', async () => {
    const thumbnail = Buffer.from(secret.padEnd(21)); // seven pixels
    const file = mapSegments(plain, (marker, bytes) =>
      marker === markers.jfif ? jpegSegment(markers.jfif, bytes.subarray(4, -2), [7, 1], thumbnail) : bytes,
    );
    await losesAllBut(plain, file);
  });

  it('what lies between the scans of a progressive one', async () => {
    const progressive = await drawn.clone().jpeg({ progressive: true }).toBuffer();
    const file = withBefore(markers.startOfScan, progressive, jpegSegment(markers.comment, secret));
    await losesAllBut(progressive, file);
  });

  it('all but what says how its colours are to be read', async () => {
    const clean = withSegments(without(markers.jfif), profilePart(1, 1, profile), adobe(1));
    await losesAllBut(clean, withSegments(clean, exif(exifOrientation(1, { make: secret }))));
  });

  it('what another program wrote into it', async () => {
    const picture = drawn.clone().jpeg();
    const [clean, file] = await Promise.all([
      picture.clone().toBuffer(),
      picture
        .clone()
        .withExif({ IFD0: { Artist: secret }, IFD3: { GPSLatitudeRef: 'N' } })
        .toBuffer(),
    ]);
    await losesAllBut(clean, file);
  });

  it('nothing when metadata is to stay', async () => {
    const file = Buffer.concat([
      withSegments(plain, jpegSegment(markers.comment, secret)),
      Buffer.from(secret),
    ]);
    await assertUntouched(file, keep);
  });
});

async function losesAllBut(clean: Buffer, file: Buffer): Promise<void> {
  const result = Buffer.from((await asItIs(file, strip)) ?? []);
  assert.ok(!result.includes(secret));
  assert.deepEqual(result, clean);
  assert.deepEqual(decode(result).data, decode(file).data);
}

describe('A JPEG has to be converted', () => {
  let cmyk: Buffer;
  let p3: Buffer;
  before(async () => {
    cmyk = await drawn.clone().toColourspace('cmyk').jpeg().toBuffer();
    p3 = await drawn.clone().withIccProfile('p3').jpeg().toBuffer();
  });
  const [precision, sizes, components] = [4, 5, 9];
  const displayP3 = makeIccProfile({ primaries: displayP3Primaries });
  const files: [what: string, file: () => Buffer][] = [
    ['in CMYK', () => cmyk],
    ['in RGB, which decoders overlook', () => withSegments(without(markers.jfif), adobe(0))],
    ['with the profile of Display P3', () => p3],
    [
      'with the profile of Display P3 in two parts',
      () =>
        withSegments(
          plain,
          profilePart(1, 2, displayP3.subarray(0, 300)),
          profilePart(2, 2, displayP3.subarray(300)),
        ),
    ],
    [
      'with a profile of greys in colour',
      () => withSegments(plain, profilePart(1, 1, makeIccProfile({ colourSpace: 'GRAY' }))),
    ],
    ['with a segment of an unknown kind', () => withSegments(plain, jpegSegment(0xf0, secret))],
    [
      'with a profile of which a part is announced and missing',
      () => withSegments(plain, profilePart(1, 2, profile)),
    ],
    ['with half a profile', () => withSegments(plain, profilePart(1, 2, firstPart))],
    [
      'with a profile twice',
      () => withSegments(plain, profilePart(1, 1, profile), profilePart(1, 1, profile)),
    ],
    ['with a profile that is none', () => withSegments(plain, profilePart(1, 1, Buffer.from(secret)))],
    ['with twelve bits a sample', () => withFrameByte(precision, 12)],
    [
      'with two components',
      () =>
        withFrame((frame) =>
          jpegSegment(markers.baseline, frame.subarray(4, 9), [2], frame.subarray(10, 16)),
        ),
    ],
    ['with components that are not told', () => withFrameByte(components, 1)],
    ['with its height told later', () => withFrameByte(sizes, 0, 0)],
    ['without a width', () => withFrameByte(sizes + 2, 0, 0)],
    [
      'with its height told after its pixels',
      () => withBefore(markers.endOfImage, plain, jpegSegment(0xdc, [0, height])),
    ],
    ['without a frame', () => without(markers.baseline)],
    ['with two frames', () => withFrame((frame) => Buffer.concat([frame, frame]))],
    [
      'with its frame after its pixels',
      () => {
        const frame = jpegSegment(markers.baseline, [8, 0, 1, 0, 1, 1, 1, 17, 0]);
        return withBefore(markers.endOfImage, without(markers.baseline), frame);
      },
    ],
    ['without a scan', () => without(markers.startOfScan)],
    [
      'with a scan without pixels',
      () => withBefore(markers.startOfScan, plain, jpegSegment(markers.startOfScan, [1, 1, 0, 0, 63, 0])),
    ],
    ['without tables of codes', () => without(markers.huffmanTables)],
    ['without tables of weights', () => without(markers.quantisationTables)],
    ['without an end', () => without(markers.endOfImage)],
    ['with two beginnings', () => withSegments(plain, Buffer.from([0xff, 0xd8]))],
    ['with rubbish between its segments', () => withSegments(plain, Buffer.from(secret))],
    [
      'with a segment that is longer than the file',
      () => withSegments(plain, Buffer.from([0xff, 0xfe, 0xff, 0xff])),
    ],
    [
      'with a segment that is shorter than its length',
      () => withSegments(plain, Buffer.from([0xff, 0xfe, 0, 1])),
    ],
    [
      'of more segments than any has',
      () => withSegments(plain, ...Array.from({ length: 20_000 }, () => jpegSegment(markers.comment))),
    ],
    ['of which there is but the first marker', () => plain.subarray(0, 3)],
  ];
  for (const [what, make] of files) {
    it(what, () => assertConverted(make()));
  }

  for (const marker of [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]) {
    it(`with a frame of kind ${marker - markers.baseline}`, async () => {
      await assertConverted(withFrameByte(1, marker));
    });
  }

  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    it(`turned by orientation ${orientation}, even when metadata is to stay`, async () => {
      const file = withSegments(plain, exif(exifOrientation(orientation)));
      await assertConverted(file);
      await assertConverted(file, keep);
    });
  }

  it('cut off after any of its bytes', async () => {
    for (let bytes = 0; bytes < plain.length; bytes++) {
      await assertConverted(plain.subarray(0, bytes), strip, `${bytes} bytes`);
    }
  });
});

describe('A file of another format', () => {
  for (const [what, file] of [
    ['nothing', ''],
    ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0'],
    ['text', 'I am no picture.'],
  ] as const) {
    it(`does not go out as it is: ${what}`, async () => {
      await assertConverted(Buffer.from(file, 'latin1'));
    });
  }
});
