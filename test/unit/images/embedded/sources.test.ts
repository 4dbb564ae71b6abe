import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { storedPrompt } from '../../../../src/images/embedded/storedPrompt.ts';
import { exifTags, exifWithComment, makeExif, unicodeComment } from '../../../images/makeExif.ts';
import { heifWithExif } from '../../../images/makeHeifWithExif.ts';
import { jpegSegment, withSegments } from '../../../images/makeJpeg.ts';
import { pngChunk } from '../../../images/makePng.ts';
import {
  compressedTextChunk,
  internationalTextChunk,
  pngWith,
  textChunk,
} from '../../../images/makePngText.ts';
import { webpChunk, webpOf, webpPixels } from '../../../images/makeWebp.ts';
import { makeXmp } from '../../../images/makeXmp.ts';

const prompt = 'a castle, Überlicht, 城';
const written = `${prompt}\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 42`;
const unicode = unicodeComment(written);

const emptyJpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
const jpegWithExif = (exif: Uint8Array) => withSegments(emptyJpeg, jpegSegment(0xe1, 'Exif\0\0', exif));
const coded = (code: string, text = written) => Buffer.concat([Buffer.from(code), Buffer.from(text)]);

const drawThings = makeXmp({
  'xmp:CreatorTool': 'Draw Things',
  'exif:UserComment': [JSON.stringify({ c: prompt, uc: 'blurry' })],
});

describe('A stored prompt is found', () => {
  const files: [where: string, file: Uint8Array][] = [
    ['in the text of a PNG', pngWith(textChunk('parameters', written))],
    ['in the compressed text of a PNG', pngWith(compressedTextChunk('parameters', written))],
    ['in the international text of a PNG', pngWith(internationalTextChunk('parameters', written))],
    [
      'in the compressed international text of a PNG, with language and translated keyword',
      pngWith(
        internationalTextChunk('parameters', written, {
          isCompressed: true,
          language: 'ja-JP',
          translatedKeyword: 'パラメータ',
        }),
      ),
    ],
    [
      'after the pixels of a PNG',
      Buffer.concat([pngWith().subarray(0, -12), textChunk('parameters', written), pngWith().subarray(-12)]),
    ],
    ['in the EXIF chunk of a PNG', pngWith(pngChunk('eXIf', exifWithComment(unicode)))],
    ['in the EXIF segment of a JPEG', jpegWithExif(exifWithComment(unicode))],
    [
      'in a JPEG behind other segments',
      withSegments(
        emptyJpeg,
        jpegSegment(0xe0, 'JFIF\0', [1, 2, 0, 0, 1, 0, 1, 0, 0]),
        jpegSegment(0xe1, 'Exif\0\0', exifWithComment(unicode)),
      ),
    ],
    ['in the EXIF chunk of a WebP', webpOf(webpPixels, webpChunk('EXIF', exifWithComment(unicode)))],
    [
      'in the EXIF chunk of a WebP that begins as it does in a JPEG',
      webpOf(
        webpPixels,
        webpChunk('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), exifWithComment(unicode)])),
      ),
    ],
    ['in the EXIF item of an AVIF', heifWithExif(exifWithComment(unicode))],
    ['in little-endian EXIF', jpegWithExif(exifWithComment(unicode, true))],
    ['in UTF-16, little end first', jpegWithExif(exifWithComment(unicodeComment(written, 'little')))],
    [
      'in UTF-16, little end first, in little-endian EXIF',
      jpegWithExif(exifWithComment(unicodeComment(written, 'little'), true)),
    ],
    [
      'in UTF-16 with a byte order mark',
      jpegWithExif(exifWithComment(unicodeComment(`\uFEFF${written}`, 'little'))),
    ],
    ['in a comment that is said to be ASCII', jpegWithExif(exifWithComment(coded('ASCII\0\0\0')))],
    ['in a comment that does not say its code', jpegWithExif(exifWithComment(coded('\0'.repeat(8))))],
    ['in a comment without a code', jpegWithExif(exifWithComment(coded('')))],
    [
      'in a comment written as text into the first directory',
      jpegWithExif(makeExif({ first: { [exifTags.UserComment]: written } })),
    ],
    [
      'in the description of an image',
      jpegWithExif(makeExif({ first: { [exifTags.ImageDescription]: written } })),
    ],
    [
      'in the description of an image that has a caption as its comment',
      jpegWithExif(
        makeExif({
          first: { [exifTags.ImageDescription]: written },
          added: { [exifTags.UserComment]: unicodeComment('A castle by the sea') },
        }),
      ),
    ],
    ['in the comment of a JPEG', withSegments(emptyJpeg, jpegSegment(0xfe, Buffer.from(written)))],
    ['in the XMP text of a PNG', pngWith(internationalTextChunk('XML:com.adobe.xmp', drawThings))],
    [
      'in the XMP segment of a JPEG',
      withSegments(emptyJpeg, jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(drawThings))),
    ],
    ['in the XMP chunk of a WebP', webpOf(webpPixels, webpChunk('XMP ', drawThings))],
  ];
  for (const [where, file] of files) {
    it(where, async () => {
      const found = await storedPrompt(file);
      assert.deepEqual([found?.prompt, found?.negativePrompt], [prompt, 'blurry']);
    });
  }

  it('in Latin-1 where the text is no UTF-8', async () => {
    const text = Buffer.from('ein Schloß\nSteps: 20, Sampler: Euler a, Seed: 42', 'latin1');
    assert.equal((await storedPrompt(pngWith(textChunk('parameters', text))))?.prompt, 'ein Schloß');
  });

  it('in a file that is a part of a larger buffer', async () => {
    const file = jpegWithExif(exifWithComment(unicode));
    const larger = new Uint8Array(file.length + 10);
    larger.set(file, 5);
    assert.equal((await storedPrompt(larger.subarray(5, -5)))?.prompt, prompt);
  });
});

describe('No stored prompt is found in', () => {
  const files: [what: string, file: Uint8Array][] = [
    ['an empty file', new Uint8Array()],
    ['a text', Buffer.from(written)],
    ['a PNG without texts', pngWith()],
    ['a JPEG without segments', emptyJpeg],
    ['a WebP without chunks', webpOf(webpPixels)],
    [
      'a PNG with a caption',
      pngWith(
        textChunk('Software', 'Adobe ImageReady'),
        textChunk('Title', 'Castle'),
        textChunk('Description', 'A castle by the sea'),
        textChunk('Comment', 'Created with GIMP'),
      ),
    ],
    ['a JPEG with a comment', withSegments(emptyJpeg, jpegSegment(0xfe, 'A castle by the sea'))],
    ['a JPEG with a user comment', jpegWithExif(exifWithComment(unicodeComment('A castle by the sea')))],
    [
      'a JPEG with a description that has colons',
      jpegWithExif(
        makeExif({ first: { [exifTags.ImageDescription]: 'Castle\nCamera: old, Lens: 50 mm, Film: black' } }),
      ),
    ],
    [
      'a JPEG from a camera',
      jpegWithExif(makeExif({ first: { [exifTags.Make]: 'Canon', [exifTags.Model]: 'EOS' } })),
    ],
    [
      'a JPEG with JSON of something else',
      jpegWithExif(exifWithComment(coded('ASCII\0\0\0', '{"prompt":"x"}'))),
    ],
    [
      'a PNG with XMP of another program',
      pngWith(
        internationalTextChunk(
          'XML:com.adobe.xmp',
          makeXmp({ 'xmp:CreatorTool': 'Photoshop', 'exif:UserComment': ['{"c":"x"}'] }),
        ),
      ),
    ],
    ['a PNG with empty parameters', pngWith(textChunk('parameters', ' \n '))],
  ];
  for (const [what, file] of files) {
    it(what, async () => assert.equal(await storedPrompt(file), undefined));
  }
});

describe('A stored prompt is made safe', () => {
  const foundIn = (text: string) => storedPrompt(pngWith(textChunk('parameters', text)));

  it('to one line without what cannot be seen', async () => {
    const found = await foundIn(
      'a\r\ncastle\u202E,\u0000 blue\u0007\nNegative prompt: x\u2066y\nSteps: 1, Seed: 2, Size: 3',
    );
    assert.deepEqual([found?.prompt, found?.negativePrompt], ['a castle, blue', 'xy']);
  });

  it('and so is what the file holds, which keeps its lines', async () => {
    assert.equal((await foundIn('a\u202E\r\n\tcastle\u0000'))?.raw, 'a\n\tcastle');
  });

  it('by cutting what is longer than anybody writes', async () => {
    const long = 'x'.repeat(100_000);
    const many = Array.from({ length: 500 }, (_, index) => `Name ${index}: 1`).join(', ');
    const found = await foundIn(`${long}\nNegative prompt: ${long}\nSteps: 20, ${many}`);
    assert.deepEqual(
      [found?.prompt.length, found?.negativePrompt?.length, found?.raw.length, found?.settings.length],
      [20_000, 20_000, 100_000, 100],
    );
  });
});
