import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { describe, it } from 'mocha';
import { imageMarkdown } from '../../../src/text/imageMarkdown.ts';
import type { Target } from '../../../src/text/targets/target.ts';

const prose: Target = { kind: 'body', isPromptFile: false };
const cell: Target = { kind: 'markdown', inTable: true, bracesAreLive: false };

/** The files of the images that a Markdown parser finds. */
function filesIn(markdown: string): string[] {
  const tokens = new MarkdownIt().parse(markdown, {}).flatMap(({ children }) => children ?? []);
  const images = tokens.filter(({ type }) => type === 'image');
  return images.map((image) => decodeURIComponent(String(image.attrGet('src'))));
}

describe('A new Markdown image', () => {
  const table: [path: string, destination: string][] = [
    ['castle.png', 'castle.png'],
    ['images/castle.png', 'images/castle.png'],
    ['../画像.png', '../%E7%94%BB%E5%83%8F.png'],
    ['harbour at dusk.png', '<harbour at dusk.png>'],
    ['a (copy).png', '<a (copy).png>'],
    ['a(1).png', 'a(1).png'],
    ['a).png', '<a).png>'],
    ['#3.png', '%233.png'],
    ['at dusk #3?.png', '<at dusk %233%3F.png>'],
    ['50%.png', '50%25.png'],
    ['a < b.png', '<a \\< b.png>'],
  ];
  for (const [path, destination] of table) {
    it(`links ${path} as ${destination}, which a parser reads as that file`, () => {
      const markdown = imageMarkdown(path, 'a castle', prose);
      assert.equal(markdown, `![a castle](${destination})`);
      assert.deepEqual(filesIn(markdown), [path]);
    });
  }

  it('has an alt text that reads as it was, whatever it looks like', () => {
    assert.equal(imageMarkdown('a.png', 'a ] [ `sign`', prose), '![a \\] \\[ &#96;sign&#96;](a.png)');
  });

  it('stays in its table cell', () => {
    assert.equal(imageMarkdown('a.png', 'left | right', cell), '![left \\| right](a.png)');
  });
});
