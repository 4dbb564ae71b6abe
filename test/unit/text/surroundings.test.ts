import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { surroundings } from '../../../src/text/surroundings.ts';

describe('What a document says around a picture', () => {
  const examples: [behaviour: string, marked: string, text: string][] = [
    [
      'is the heading and the paragraph above it',
      '# Castles\n\nOld ones of the north.\n\n|![](a.png)',
      'Castles\nOld ones of the north.',
    ],
    [
      'is the paragraph below it where there is none above',
      '# Castles\n\n|![](a.png)\n\nOld ones of the north.',
      'Castles\nOld ones of the north.',
    ],
    [
      'is the nearest heading',
      '# Castles\n\n## Ruins\n\nOld ones of the north.\n\n|![](a.png)',
      'Ruins\nOld ones of the north.',
    ],
    [
      'is of HTML, too',
      '<h2>Castles</h2>\n\n<p>Old ones of the north.</p>\n\n|<img>',
      'Castles\nOld ones of the north.',
    ],
    [
      'has no other images in it',
      'Old ones ![x](b.png) of the [north](n.md).\n\n|![](a.png)',
      'Old ones of the north.',
    ],
    ['is empty where there is nothing else', '|![](a.png)', ''],
    ['has no signs that close a heading', '  ## Castles in C# ##  \n\n|![](a.png)', 'Castles in C#'],
    ['is without the tags in a heading', '<h2 id="a"><b>Castles</b></h2>\n\n|<img>', 'Castles'],
  ];
  for (const [behaviour, marked, text] of examples) {
    it(behaviour, () => {
      assert.equal(surroundings(marked.replace('|', ''), marked.indexOf('|')), text);
    });
  }

  const hostile = ['<', '[', '![', '#', '\n', '<h1', '<h1>', '![a][', '# ', '\n# '];
  for (const piece of [...hostile, `# ${' '.repeat(900)}a\rb`]) {
    it(`is found quickly in a document of ${JSON.stringify(piece.slice(0, 10))} alone`, () => {
      const document = piece.repeat(500_000 / piece.length);
      assert.ok(surroundings(document, 250_000).length <= 2 * 400 + 1);
    });
  }
});
