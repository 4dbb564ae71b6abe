import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { describe, it } from 'mocha';
import { imageMarkdown } from '../../../src/text/imageMarkdown.ts';
import type { Target } from '../../../src/text/targets/target.ts';

const prose: Target = { kind: 'body', isPromptFile: false };
const cell: Target = { kind: 'markdown', inTable: true, bracesAreLive: false };

/** The images that a Markdown parser finds, with the files that they mean. */
function imagesOf(markdown: string): { path: string; alt: string }[] {
  const tokens = new MarkdownIt().parse(markdown, {}).flatMap(({ children }) => children ?? []);
  return tokens
    .filter(({ type }) => type === 'image')
    .map(({ content, attrGet, ...token }) => ({
      path: decodeURIComponent(attrGet.call(token, 'src') ?? ''),
      alt: new MarkdownIt().renderInline(content),
    }));
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
      assert.deepEqual(imagesOf(markdown), [{ path, alt: 'a castle' }]);
    });
  }

  it('has an alt text that reads as it was, whatever it looks like', () => {
    assert.equal(imageMarkdown('a.png', 'a ] [ `sign`', prose), '![a \\] \\[ &#96;sign&#96;](a.png)');
  });

  it('stays in its table cell', () => {
    assert.equal(imageMarkdown('a.png', 'left | right', cell), '![left \\| right](a.png)');
  });
});
