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
  ];
  for (const [behaviour, marked, text] of examples) {
    it(behaviour, () => {
      assert.equal(surroundings(marked.replace('|', ''), marked.indexOf('|')), text);
    });
  }

  for (const character of ['<', '[', '![', '#', '\n']) {
    it(`is found quickly in a document of ${JSON.stringify(character)} alone`, () => {
      const document = character.repeat(500_000);
      const start = performance.now();
      surroundings(document, 250_000);
      assert.ok(performance.now() - start < 2000);
    });
  }
});
