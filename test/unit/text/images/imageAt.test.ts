import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imageAt } from '../../../../src/text/images/imagesIn.ts';

/** The destination of the image at the cursor of a document, `^`. */
function destinationAt(languageId: string, marked: string): string | undefined {
  return imageAt(languageId, marked.replace('^', ''), marked.indexOf('^'))?.destination;
}

describe('The image under the cursor', () => {
  const cases: [behaviour: string, marked: string, expected: string | undefined][] = [
    ['is found in its middle', 'see ![a cas^tle](castle.png) there', 'castle.png'],
    ['is found at its start', '^![](castle.png)', 'castle.png'],
    ['is found at its end', '![](castle.png)^', 'castle.png'],
    ['is not found beside it', '![](castle.png) ^', undefined],
    ['is the one of several that the cursor is in', '![](a.png) ![^](b.png)', 'b.png'],
    ['is the one that begins where another ends', '![](a.png)^![](b.png)', 'b.png'],
    ['is found inside a link', '[![^](a.png)](b.html)', 'a.png'],
    ['is found in HTML', '<img alt="x" src="a.png" ^/>', 'a.png'],
    ['is found at the end of HTML', '<img src=a.png>^', 'a.png'],
    ['is no link to a page', '[castle^](castle.html)', undefined],
  ];
  for (const [behaviour, marked, expected] of cases) {
    it(behaviour, () => {
      for (const languageId of ['markdown', 'plaintext']) {
        assert.equal(destinationAt(languageId, marked), expected, languageId);
      }
    });
  }

  const otherLanguages: typeof cases = [
    ['is found in a comment of a program', '# See ![a castle](castle.png)^, above\nx = 1', 'castle.png'],
    ['is found where Markdown would see code', 'def f():\n    """![a ^castle](castle.png)"""', 'castle.png'],
    ['is found in a template', '<?php if ($a): ?>\r\n    <img src="a^.png">\r\n<?php endif ?>', 'a.png'],
    ['is not that of another line', '![](castle.png)\n^\n![](keep.png)', undefined],
  ];
  for (const [behaviour, marked, expected] of otherLanguages) {
    it(`${behaviour}, in a language whose images are not known`, () => {
      assert.equal(destinationAt('plaintext', marked), expected);
    });
  }

  it('may spread over several lines', () => {
    assert.equal(destinationAt('markdown', '![a\ncastle](\n^castle.png\n)'), 'castle.png');
    assert.equal(destinationAt('html', '<img\n^\n  src="castle.png">'), 'castle.png');
  });

  it('may be in the document itself, however large', () => {
    const uri = `data:image/png;base64,${'iVBORw0KGgo+/'.repeat(400_000)}`;
    assert.equal(destinationAt('markdown', `![^](${uri})`), uri);
    assert.equal(destinationAt('plaintext', `![](${uri})^`), uri);
    assert.equal(destinationAt('html', `<img ^src="${uri}">`), uri);
    assert.equal(destinationAt('typescriptreact', `const a = <img ^src={"${uri}"} />;`), uri);
  });
});
