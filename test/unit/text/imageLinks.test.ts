import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imageDestinationAt } from '../../../src/text/imageLinks.ts';

describe('The image link under the cursor', () => {
  const hostile = [
    '<img src=a '.concat(' src=a'.repeat(50_000)),
    '!['.repeat(50_000),
    '<img '.repeat(50_000),
  ];
  for (const line of hostile) {
    it(`is looked for soon in a line of ${line.length} characters that begins ${line.slice(0, 12)}`, function () {
      this.timeout(2000);
      assert.equal(imageDestinationAt(line, line.length / 2), undefined);
    });
  }

  // `|` is the cursor.
  const cases: [behaviour: string, marked: string, expected: string | undefined][] = [
    ['is found in its middle', 'see ![a cas|tle](castle.png) there', 'castle.png'],
    ['is found at its start', '|![](castle.png)', 'castle.png'],
    ['is found at its end', '![](castle.png)|', 'castle.png'],
    ['is not found beside it', '![](castle.png) |', undefined],
    ['is the one of several that the cursor is in', '![](a.png) ![|](b.png)', 'b.png'],
    [
      "keeps percent-encoding, which is the path's business",
      '![|](sub%20folder/a.png)',
      'sub%20folder/a.png',
    ],
    ['may have its path in angle brackets', '![|](<sub folder/a (1).png>)', 'sub folder/a (1).png'],
    ['may have paired brackets in its path', '![|](a_(1).png)', 'a_(1).png'],
    ['may have a title', '![|](a.png "the (title)")', 'a.png'],
    ['may have brackets in its text', '![x [y] \\] z|](a.png)', 'a.png'],
    ['undoes escapes', '![|](a\\_b.png)', 'a_b.png'],
    ['is found inside a link', '[![|](a.png)](b.html)', 'a.png'],
    ['is found in HTML', '<img alt="x" src="a.png" |/>', 'a.png'],
    ['is found in HTML with single quotes', "<img| src='a b.png'>", 'a b.png'],
    ['is found in HTML without quotes', '<img src=a.png|>', 'a.png'],
    ['undoes entities of HTML', '<img src="a&amp;b.png"|>', 'a&b.png'],
    ['is no link to a page', '[castle|](castle.html)', undefined],
  ];
  for (const [behaviour, marked, expected] of cases) {
    it(behaviour, () => {
      assert.equal(imageDestinationAt(marked.replace('|', ''), marked.indexOf('|')), expected);
    });
  }
});
