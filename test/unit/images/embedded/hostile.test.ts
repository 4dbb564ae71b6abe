import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { storedPrompt } from '../../../../src/images/embedded/storedPrompt.ts';
import { exifTags, exifWithComment, makeExif, unicodeComment } from '../../../images/makeExif.ts';
import { heifWithExif } from '../../../images/makeHeifWithExif.ts';
import { jpegSegment, withSegments } from '../../../images/makeJpeg.ts';
import { pngChunk, pngOf } from '../../../images/makePng.ts';
import {
  compressedTextChunk,
  internationalTextChunk,
  pngWith,
  pngWithTexts,
  textChunk,
} from '../../../images/makePngText.ts';
import { webpChunk, webpOf, webpPixels } from '../../../images/makeWebp.ts';
import { makeXmp } from '../../../images/makeXmp.ts';

const written = 'a castle\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 42';
const exif = exifWithComment(unicodeComment(written));
const emptyJpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

/** One of each kind, to be broken. */
const samples: [kind: string, file: Buffer][] = [
  [
    'PNG',
    pngWith(
      textChunk('Title', 'x'),
      compressedTextChunk('Software', 'x'),
      internationalTextChunk('parameters', written, { isCompressed: true }),
      pngChunk('eXIf', exif),
    ),
  ],
  ['JPEG', withSegments(emptyJpeg, jpegSegment(0xe0, 'JFIF\0'), jpegSegment(0xe1, 'Exif\0\0', exif))],
  [
    'WebP',
    webpOf(webpPixels, webpChunk('EXIF', exif), webpChunk('XMP ', makeXmp({ 'xmp:CreatorTool': 'x' }))),
  ],
  ['AVIF', heifWithExif(exif)],
];

describe('A broken file holds its prompt or none', () => {
  for (const [kind, file] of samples) {
    it(`when a ${kind} is cut off anywhere`, async () => {
      for (let length = 0; length <= file.length; length++) {
        const prompt = (await storedPrompt(file.subarray(0, length)))?.prompt;
        assert.ok(prompt === undefined || 'a castle'.startsWith(prompt), `${length} bytes: ${prompt}`);
      }
      assert.equal((await storedPrompt(file))?.prompt, 'a castle');
    });

    it(`when any length in a ${kind} lies`, async () => {
      for (let at = 0; at + 4 <= file.length; at++) {
        for (const lie of [0, 1, 0x7fffffff, 0xffffffff]) {
          const lying = Buffer.from(file);
          lying.writeUInt32BE(lie, at);
          await assert.doesNotReject(storedPrompt(lying), `${lie} at ${at}`);
        }
      }
    });
  }

  it('when its texts are damaged', async () => {
    const compressed = compressedTextChunk('parameters', written);
    compressed.fill(0x55, 24, compressed.length - 6);
    const files = [
      pngWith(compressed),
      pngWith(pngChunk('tEXt', 'no end of the keyword')),
      pngWith(pngChunk('tEXt', '\0no keyword')),
      pngWith(pngChunk('zTXt', 'parameters\0')),
      pngWith(pngChunk('iTXt', 'parameters\0\x01\0no end of the language')),
    ];
    for (const file of files) assert.equal(await storedPrompt(file), undefined);
  });

  it('and a text after a damaged one is read', async () => {
    const file = pngWith(pngChunk('zTXt', 'parameters\0\0damaged'), textChunk('parameters', written));
    assert.equal((await storedPrompt(file))?.prompt, 'a castle');
  });
});

const megabytes = (count: number) => count * 1024 * 1024;
const big = megabytes(4) - 200;
const filled = (piece: string, bytes = big) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
const bomb = (make: typeof compressedTextChunk) => make('parameters', Buffer.alloc(megabytes(20), 'a'));
const links = (count: number) => ({
  class_type: 'KSampler',
  inputs: { positive: [String(count + 1), 0], negative: ['7', 0] },
});
const graph = (nodes: readonly unknown[]) => pngWithTexts({ prompt: JSON.stringify({ ...nodes }) });
const numbered = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const combine = (...to: readonly number[]) => ({
  class_type: 'ConditioningCombine',
  inputs: Object.fromEntries(to.map((id, index) => [`conditioning_${index}`, [String(id), 0]])),
});

/** Each is made when its turn comes, or all of them together would fill the memory. */
const heavy: [what: string, make: () => Uint8Array][] = [
  ['a bomb in compressed text', () => pngWith(bomb(compressedTextChunk))],
  [
    'a bomb in international text',
    () => pngWith(bomb((keyword, text) => internationalTextChunk(keyword, text, { isCompressed: true }))),
  ],
  [
    'a thousand bombs',
    () => {
      const chunk = bomb(compressedTextChunk);
      return pngWith(...numbered(1000, () => chunk));
    },
  ],
  [
    'forty texts as long as may be',
    () => {
      const chunk = textChunk('parameters', filled('a'));
      return pngWith(...numbered(40, () => chunk));
    },
  ],
  [
    'a million chunks',
    () => {
      const chunk = pngChunk('tEXt');
      return pngOf(Buffer.concat(numbered(1_000_000, () => chunk)));
    },
  ],
  [
    'a million segments',
    () => withSegments(emptyJpeg, Buffer.alloc(megabytes(4), Buffer.from([0xff, 0xe1, 0, 2]))),
  ],
  [
    'a scan of nothing but escaped bytes',
    () =>
      withSegments(
        emptyJpeg,
        Buffer.from([0xff, 0xda, 0, 2]),
        Buffer.alloc(megabytes(100), Buffer.from([0xff, 0])),
      ),
  ],
  ['a million chunks of a WebP', () => webpOf(Buffer.alloc(megabytes(8)))],
  [
    'a million boxes',
    () =>
      Buffer.concat([
        heifWithExif(exif).subarray(0, 24),
        Buffer.alloc(megabytes(8), Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65])),
      ]),
  ],
  [
    'EXIF whose entries all have the same long text',
    () => {
      const entry = Buffer.alloc(12);
      entry.writeUInt16BE(exifTags.UserComment);
      entry.writeUInt16BE(7, 2);
      entry.writeUInt32BE(megabytes(4), 4);
      const entries = Buffer.concat(numbered(65_535, () => entry));
      return pngWith(
        pngChunk(
          'eXIf',
          Buffer.concat([
            Buffer.from('MM\0*\0\0\0\x08\xff\xff', 'latin1'),
            entries,
            Buffer.alloc(megabytes(4)),
          ]),
        ),
      );
    },
  ],
  [
    'EXIF whose directory is its own',
    () => pngWith(pngChunk('eXIf', makeExif({ first: { [exifTags.ExifDirectory]: 8 } }))),
  ],
  ...[
    ['a line of names without colons', 'aaaa bbbb '],
    ['a line of colons', 'aa: '],
    ['a line of quotes that do not end', 'aa: "'],
    ['a line of escaped quotes', 'aa: "\\",'],
    ['a line of white space', ' \t'],
    ['lines', '\n'],
    ['beginnings of settings', '\nSteps: '],
    ['beginnings of negative prompts', '\nNegative prompt:'],
    ['brackets', '[{"'],
    ['NULs', 'a\0'],
    ['lone surrogates', 'a\uD800'],
    ['overrides of the writing direction', '\u202Ea\u2066'],
    ['combining marks', '\u0301\u0316'],
  ].flatMap(([what, piece = '']) =>
    [240_000, big].map((bytes): [string, () => Uint8Array] => [
      `settings made of ${what} in ${bytes} bytes`,
      () => pngWithTexts({ parameters: `a castle\nSteps: 1, Seed: 2, Size: 3, ${filled(piece, bytes)}` }),
    ]),
  ),
  [
    'a command made of brackets',
    () => pngWithTexts({ Dream: `"${filled('[')}"${filled('-a [').slice(0, 1000)}` }),
  ],
  ['a command made of options', () => pngWithTexts({ Dream: `"a"${filled(' -s')}` })],
  [
    'XMP made of entities',
    () =>
      pngWithTexts({
        'XML:com.adobe.xmp': `<xmp:CreatorTool>Draw Things</xmp:CreatorTool><exif:UserComment>${filled('&#xfffff;&')}</exif:UserComment>`,
      }),
  ],
  [
    'JSON nested deep',
    () => pngWithTexts({ prompt: `{"a":${'['.repeat(big / 2)}${']'.repeat(big / 2 - 10)}}` }),
  ],
  [
    'JSON whose settings are nested deep',
    () =>
      pngWithTexts({
        parameters: `{"sui_image_params":{"prompt":"a","b":${'['.repeat(big / 2 - 100)}${']'.repeat(big / 2 - 100)}}}`,
      }),
  ],
  ['JSON made of quotes', () => pngWithTexts({ prompt: `{${filled('\\"')}` })],
  [
    'JSON made of long integers',
    () => pngWithTexts({ prompt: `{"a":[${filled('12345678901234567890,')}0]}` }),
  ],
  ['JSON made of one integer', () => pngWithTexts({ prompt: `{"a":${filled('1')}e}` })],
  [
    'a graph that is one long chain',
    () => graph([links(0), ...numbered(50_000, (index) => combine(index + 2))]),
  ],
  [
    'a graph that branches at every node',
    () => graph([links(0), ...numbered(40_000, (index) => combine(index + 2, index + 3))]),
  ],
  [
    'a graph of circles',
    () => graph([links(0), ...numbered(40_000, (index) => combine((index * 7) % 40_000, index))]),
  ],
  ['a graph of samplers', () => graph(numbered(50_000, links))],
  [
    'a node with links to everywhere',
    () => graph([links(0), combine(...numbered(100_000, (index) => index % 2))]),
  ],
  [
    'a graph whose texts grow',
    () =>
      graph([
        links(0),
        ...numbered(80, (index) => combine(index + 2, index + 3, index + 3)),
        ...numbered(5, () => ({ class_type: 'CLIPTextEncode', inputs: { text: 'a'.repeat(500_000) } })),
      ]),
  ],
];

describe('A hostile file is done with soon', () => {
  for (const [what, make] of heavy) {
    it(`when it is ${what}`, async () => {
      const file = make();
      const found = await storedPrompt(file);
      assert.ok((found?.prompt.length ?? 0) <= 20_000 && (found?.raw.length ?? 0) <= 100_000);
    });
  }
});
