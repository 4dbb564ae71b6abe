import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Composition, composed } from '../../../src/text/composed.ts';

const facts = { imageName: 'a.png', imagePath: 'pictures/a.png', engine: 'vision', date: '2026-01-31' };
const plain: Composition = { template: '${prompt}', prefix: '', suffix: '', excludeWords: [], facts };

describe('Composing a prompt', () => {
  const cases: [behaviour: string, settings: Partial<Composition>, prompt: string, expected: string][] = [
    ['leaves it as it is by default', {}, 'castle, blue', 'castle, blue'],
    ['puts it into the template', { template: '> ${prompt} (${imageName})' }, 'castle', '> castle (a.png)'],
    [
      'knows name, path, engine and date',
      { template: '${imageName}|${imagePath}|${engine}|${date}|${prompt}' },
      'castle',
      'a.png|pictures/a.png|vision|2026-01-31|castle',
    ],
    ['may use a placeholder twice', { template: '${prompt} ${prompt}' }, 'a', 'a a'],
    [
      'leaves unknown placeholders',
      { template: '${prompt} ${x} ${toString} ${}' },
      'a',
      'a ${x} ${toString} ${}',
    ],
    ['takes an empty template for the prompt alone', { template: '' }, 'castle', 'castle'],
    [
      'reads no placeholders in what is put in',
      { template: '${imageName}: ${prompt}', facts: { ...facts, imageName: '${prompt}' } },
      "${date} $& $' $1",
      "${prompt}: ${date} $& $' $1",
    ],
    [
      'reads no placeholders in prefix and suffix',
      { prefix: '${date}', suffix: '${engine}' },
      'a',
      '${date}, a, ${engine}',
    ],
    ['puts a prefix before a list', { prefix: 'ohwx' }, 'castle, blue', 'ohwx, castle, blue'],
    ['puts a suffix behind a list', { suffix: '8k, sharp' }, 'castle, blue', 'castle, blue, 8k, sharp'],
    [
      'puts a prefix before a sentence as captions have it',
      { prefix: 'ohwx' },
      'A castle.',
      'ohwx, A castle.',
    ],
    ['puts a suffix behind a sentence', { suffix: '8k' }, 'A castle.', 'A castle. 8k'],
    ['puts a suffix behind a Chinese sentence', { suffix: '8k' }, '城堡。', '城堡。 8k'],
    ['keeps the comma that a prefix ends in', { prefix: 'ohwx,' }, 'castle', 'ohwx, castle'],
    ['keeps the comma that a suffix begins with', { suffix: ', 8k' }, 'castle', 'castle, 8k'],
    [
      'lets a prefix that ends in a space go on',
      { prefix: 'a photo of ' },
      'a castle',
      'a photo of a castle',
    ],
    [
      'lets a suffix that begins with a space go on',
      { suffix: ' at night' },
      'a castle',
      'a castle at night',
    ],
    ['puts no comma before parameters', { suffix: '--ar 3:2' }, 'castle', 'castle --ar 3:2'],
    ['takes a blank prefix and suffix for none', { prefix: ' ', suffix: '\n' }, 'castle', 'castle'],
    ['needs no prompt between prefix and suffix', { prefix: 'a', suffix: 'b' }, '', 'a, b'],
    [
      'drops excluded words from the prompt, not from prefix and suffix',
      { prefix: 'blue', suffix: 'red', excludeWords: ['blue', 'red'] },
      'castle, blue, red',
      'blue, castle, red',
    ],
  ];
  for (const [behaviour, settings, prompt, expected] of cases) {
    it(behaviour, () => assert.equal(composed(prompt, { ...plain, ...settings }), expected));
  }
});
