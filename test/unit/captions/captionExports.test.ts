import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CaptionedImage, huggingFaceLines, kohyaLines } from '../../../src/captions/captionExports.ts';

const image = (caption: string, changes: Partial<CaptionedImage> = {}): CaptionedImage => ({
  path: 'a.png',
  caption,
  size: { widthPx: 512, heightPx: 768 },
  ...changes,
});

describe('Captions for sd-scripts', () => {
  const lines: [what: string, image: CaptionedImage, line: string][] = [
    [
      'part the first tag from the others',
      image('1girl, red hair, (blue, red:1.2)', { path: 'sub/a.png' }),
      '{"image_path":"sub/a.png","caption":"1girl","tags":"red hair, (blue, red:1.2)","image_size":[512,768]}\n',
    ],
    [
      'have no tags where there is one part',
      image('A castle on a hill.'),
      '{"image_path":"a.png","caption":"A castle on a hill.","tags":"","image_size":[512,768]}\n',
    ],
    [
      'stay whole where parting would change them',
      image('a,b'),
      '{"image_path":"a.png","caption":"a,b","tags":"","image_size":[512,768]}\n',
    ],
    [
      'stay whole where the first part is empty, since none may have an empty caption',
      image(', castle'),
      '{"image_path":"a.png","caption":", castle","tags":"","image_size":[512,768]}\n',
    ],
    [
      'leave out a size that is not known',
      image('castle', { size: undefined }),
      '{"image_path":"a.png","caption":"castle","tags":""}\n',
    ],
    [
      'keep odd names and texts as they are',
      image('城堡, "quoted" \\(x\\) 🏰', { path: 'a "b"\n#%城🏰\\.png' }),
      '{"image_path":"a \\"b\\"\\n#%城🏰\\\\.png","caption":"城堡","tags":"\\"quoted\\" \\\\(x\\\\) 🏰","image_size":[512,768]}\n',
    ],
  ];
  for (const [what, captioned, line] of lines) {
    it(what, () => assert.equal(kohyaLines([captioned]), line));
  }

  it('are a line each, in their order, and nothing for nothing', () => {
    const paths = kohyaLines([image('a', { path: '1.png' }), image('b', { path: '2.png' })])
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).image_path);
    assert.deepEqual(paths, ['1.png', '2.png']);
    assert.equal(kohyaLines([]), '');
  });

  it('are the caption again once it is joined with its tags, whatever it is', () => {
    const parts = fc.constantFrom(
      'a',
      ', ',
      ',',
      ' ',
      '(',
      ')',
      '\\',
      '城',
      '🏰',
      '"',
      '\n',
      '<',
      '>',
      'b:1.2',
    );
    const captions = fc.oneof(
      fc.string(),
      fc.array(parts).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(captions, (caption) => {
        const text = kohyaLines([image(caption)]);
        assert.equal(text.indexOf('\n'), text.length - 1);
        const line = JSON.parse(text);
        assert.equal(line.tags === '' ? line.caption : `${line.caption}, ${line.tags}`, caption);
        assert.ok(line.caption !== '' || caption === '');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Captions for an image folder of Hugging Face', () => {
  it('are a name and a text each', () => {
    assert.equal(
      huggingFaceLines([image('a, "b"', { path: 'sub/a.png' }), image('城堡', { path: '#1 100%.png' })]),
      '{"file_name":"sub/a.png","text":"a, \\"b\\""}\n{"file_name":"#1 100%.png","text":"城堡"}\n',
    );
  });
});
