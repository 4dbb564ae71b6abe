import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  captionAfter,
  type ExistingCaptionPolicy,
  existingCaptionPolicies,
  isBlank,
} from '../../../src/captions/captionText.ts';

/** What stands for a caption that stays as it is. */
const asItIs = undefined;

describe('A caption', () => {
  interface Case {
    readonly existing: string;
    readonly text: string;
    readonly prefix?: string;
    readonly skip?: string | undefined;
    readonly overwrite: string | undefined;
    readonly append: string | undefined;
    readonly prepend: string | undefined;
  }
  const every = (after: string) => ({ skip: after, overwrite: after, append: after, prepend: after });
  const cases: [what: string, Case][] = [
    ['where there is none', { existing: '', text: 'castle, blue', ...every('castle, blue') }],
    ['where there is white space', { existing: ' \r\n\t', text: 'castle', ...every('castle') }],
    ['where there is a mark of the byte order', { existing: '\uFEFF\n', text: 'castle', ...every('castle') }],
    [
      'of several lines',
      { existing: '', text: 'a castle,\r\n on a hill\n', ...every('a castle, on a hill') },
    ],
    [
      'that lacks tags',
      {
        existing: 'castle, blue',
        text: 'blue, moon',
        overwrite: 'blue, moon',
        append: 'castle, blue, moon',
        prepend: 'moon, castle, blue',
      },
    ],
    [
      'that lacks nothing',
      {
        existing: 'moon, castle, blue',
        text: 'blue, moon',
        overwrite: 'blue, moon',
        append: asItIs,
        prepend: asItIs,
      },
    ],
    [
      'that has the tags in other letters, with underscores',
      {
        existing: 'Long_Hair, blue sky',
        text: 'long hair, Blue_Sky, moon',
        overwrite: 'long hair, Blue_Sky, moon',
        append: 'Long_Hair, blue sky, moon',
        prepend: 'moon, Long_Hair, blue sky',
      },
    ],
    [
      'with weights and brackets, which belong to their tag',
      {
        existing: '(castle:1.2), (blue, red:1.1)',
        text: 'castle, (blue, red:1.1), <lora:x:1>',
        overwrite: 'castle, (blue, red:1.1), <lora:x:1>',
        append: '(castle:1.2), (blue, red:1.1), castle, <lora:x:1>',
        prepend: 'castle, <lora:x:1>, (castle:1.2), (blue, red:1.1)',
      },
    ],
    [
      'with faces made of brackets',
      {
        existing: 'smile, :(',
        text: ':), :(',
        overwrite: ':), :(',
        append: 'smile, :(, :)',
        prepend: ':), smile, :(',
      },
    ],
    [
      'that begins with a mark of the byte order and ends its line as Windows does',
      {
        existing: '\uFEFFcastle\r\n',
        text: 'castle, moon',
        overwrite: 'castle, moon',
        append: 'castle, moon',
        prepend: 'moon, castle',
      },
    ],
    [
      'of several lines that are there',
      {
        existing: 'a castle\non a hill\r\n\r\nat night',
        text: 'moon',
        overwrite: 'moon',
        append: 'a castle on a hill at night, moon',
        prepend: 'moon, a castle on a hill at night',
      },
    ],
    [
      'that ends in a comma',
      {
        existing: 'castle, ',
        text: 'moon',
        overwrite: 'moon',
        append: 'castle, moon',
        prepend: 'moon, castle,',
      },
    ],
    [
      'of sentences with commas',
      {
        existing: 'A castle, old and grey, on a hill.',
        text: 'A castle, at night.',
        overwrite: 'A castle, at night.',
        append: 'A castle, old and grey, on a hill., at night.',
        prepend: 'at night., A castle, old and grey, on a hill.',
      },
    ],
    [
      'in Chinese, Japanese and pictures',
      {
        existing: '城堡, 夜空',
        text: '夜空, お城, 🏰, 👩‍👩‍👧',
        overwrite: '夜空, お城, 🏰, 👩‍👩‍👧',
        append: '城堡, 夜空, お城, 🏰, 👩‍👩‍👧',
        prepend: 'お城, 🏰, 👩‍👩‍👧, 城堡, 夜空',
      },
    ],
    [
      'that repeats itself',
      { existing: 'a', text: 'b, B, b', overwrite: 'b, B, b', append: 'a, b', prepend: 'b, a' },
    ],
    ['of nothing', { existing: 'castle', text: ' , ', overwrite: ',', append: asItIs, prepend: asItIs }],
    ['of nothing where there is none', { existing: '', text: ' ', ...every('') }],
    [
      'of a sign that was put behind the trigger word',
      { existing: '城!', text: '!', prefix: '城', overwrite: '城!', append: asItIs, prepend: asItIs },
    ],
    [
      'that lacks the end of a word that begins as the trigger word does',
      {
        existing: '城堡',
        text: '堡',
        prefix: '城',
        overwrite: '城, 堡',
        append: '城, 城堡, 堡',
        prepend: '城, 堡, 城堡',
      },
    ],
    ['of a trigger word alone', { existing: '', text: '', prefix: 'ohwx', ...every('ohwx') }],
    ['with a trigger word', { existing: '', text: 'castle', prefix: 'ohwx', ...every('ohwx, castle') }],
    [
      'with a trigger word and its comma',
      { existing: '', text: 'castle', prefix: 'ohwx,', ...every('ohwx, castle') },
    ],
    [
      'that goes on from a prefix',
      { existing: '', text: 'a castle', prefix: 'photo of ', ...every('photo of a castle') },
    ],
    [
      'with a trigger word that it begins with',
      { existing: '', text: 'ohwx, a', prefix: 'ohwx', ...every('ohwx, a') },
    ],
    [
      'with a trigger word that its sentence begins with',
      { existing: '', text: 'ohwx on a hill', prefix: 'ohwx', ...every('ohwx on a hill') },
    ],
    [
      'with a trigger word that something is of',
      { existing: '', text: "ohwx's castle", prefix: 'ohwx', ...every("ohwx's castle") },
    ],
    [
      'with a trigger word in other letters',
      { existing: '', text: 'OHWX, castle', prefix: 'ohwx', ...every('ohwx, castle') },
    ],
    [
      'with a trigger word among its tags',
      { existing: '', text: 'castle, ohwx, moon', prefix: 'ohwx', ...every('ohwx, castle, moon') },
    ],
    [
      'with a trigger word as its last tag',
      { existing: '', text: 'castle, ohwx', prefix: 'ohwx, ', ...every('ohwx, castle') },
    ],
    [
      'with a trigger word that begins another word',
      { existing: '', text: 'cathedral', prefix: 'cat', ...every('cat, cathedral') },
    ],
    [
      'with a Chinese trigger word that begins another word',
      { existing: '', text: '城堡', prefix: '城', ...every('城, 城堡') },
    ],
    [
      'with a Hindi trigger word that begins another word',
      { existing: '', text: 'किला', prefix: 'क', ...every('क, किला') },
    ],
    [
      'with a trigger word whose capitals are longer',
      { existing: '', text: 'İx, a', prefix: 'İ', ...every('İ, İx, a') },
    ],
    [
      'with several words that always come first',
      { existing: '', text: '1girl, red hair', prefix: 'ohwx, 1girl', ...every('ohwx, 1girl, red hair') },
    ],
    [
      'with a trigger word and a face',
      { existing: '', text: ':d, smile', prefix: 'ohwx', ...every('ohwx, :d, smile') },
    ],
    [
      'that lacks its trigger word',
      {
        existing: 'castle',
        text: 'moon',
        prefix: 'ohwx',
        overwrite: 'ohwx, moon',
        append: 'ohwx, castle, moon',
        prepend: 'ohwx, moon, castle',
      },
    ],
    [
      'that lacks its trigger word only',
      {
        existing: 'castle',
        text: 'castle',
        prefix: 'ohwx',
        overwrite: 'ohwx, castle',
        append: 'ohwx, castle',
        prepend: 'ohwx, castle',
      },
    ],
    [
      'that has its trigger word elsewhere',
      {
        existing: 'castle, Ohwx',
        text: 'ohwx, moon',
        prefix: 'ohwx, ',
        overwrite: 'ohwx, moon',
        append: 'ohwx, castle, moon',
        prepend: 'ohwx, moon, castle',
      },
    ],
    [
      'that begins with its trigger word',
      {
        existing: 'ohwx woman, red hair',
        text: 'moon',
        prefix: 'ohwx',
        overwrite: 'ohwx, moon',
        append: 'ohwx woman, red hair, moon',
        prepend: 'ohwx, moon, woman, red hair',
      },
    ],
    [
      'that begins with its trigger word and lacks nothing',
      {
        existing: 'ohwx woman, moon',
        text: 'moon',
        prefix: 'ohwx',
        overwrite: 'ohwx, moon',
        append: asItIs,
        prepend: asItIs,
      },
    ],
    [
      'that went on from a prefix',
      {
        existing: 'a photo of a castle',
        text: 'blue sky',
        prefix: 'a photo of ',
        overwrite: 'a photo of blue sky',
        append: 'a photo of a castle, blue sky',
        prepend: 'a photo of blue sky, a castle',
      },
    ],
  ];
  for (const [what, { existing, text, prefix = '', ...afters }] of cases) {
    for (const policy of existingCaptionPolicies) {
      it(`${what}: ${policy}`, () => {
        assert.equal(captionAfter(existing, { prefix, text }, policy), afters[policy]);
      });
    }
  }

  const blanks: [text: string, is: boolean][] = [
    ['', true],
    [' \t\r\n', true],
    ['\uFEFF', true],
    ['\u3000', true],
    ['a', false],
    [',', false],
  ];
  for (const [text, is] of blanks) {
    it(`that is ${JSON.stringify(text)} says ${is ? 'nothing' : 'something'}`, () =>
      assert.equal(isBlank(text), is));
  }

  describe('that is added to', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        'b',
        'A_b',
        'a b',
        'ohwx',
        'Ohwx',
        "ohwx's",
        ' ',
        ', ',
        ',',
        ', ',
        '(',
        ')',
        '[',
        ']',
        '<',
        '>',
      ],
      ...['\\', 'a:1', 'a.', '!a', '--ar 3:2', '城', '堡', '\n', '\uFEFF', 'e\u0301', '🏰', ':d', ':('],
    );
    const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));
    const prefixes = fc.constantFrom(
      '',
      'ohwx',
      'ohwx, ',
      'ohwx,',
      'a photo of ',
      'ohwx, a',
      '城',
      '(ohwx:1.2)',
      'ohwx: ',
    );
    const additions = fc.constantFrom<ExistingCaptionPolicy>('append', 'prepend');
    const runs = { numRuns: 2000 };
    /** The words of a text, as they are compared. */
    const words = (text: string) =>
      new Set(
        text
          .normalize('NFC')
          .replaceAll('\uFEFF', ' ')
          .toLowerCase()
          .split(/[\s,_]+/)
          .filter((word) => word !== ''),
      );

    it('is not added to again', () => {
      fc.assert(
        fc.property(texts, texts, prefixes, additions, (existing, text, prefix, policy) => {
          const once = captionAfter(existing, { prefix, text }, policy);
          const twice = captionAfter(once ?? existing, { prefix, text }, policy);
          if (twice !== undefined) assert.equal(twice, once || '');
        }),
        runs,
      );
    });

    it('loses no word of what was there, nor of what is new, and begins with its trigger word', () => {
      fc.assert(
        fc.property(texts, texts, prefixes, additions, (existing, text, prefix, policy) => {
          const after = captionAfter(existing, { prefix, text }, policy) ?? existing;
          const held = new Set([...words(after), ...words(prefix)]);
          for (const word of [...words(existing), ...words(text)])
            assert.ok(held.has(word), `${word}: ${after}`);
          if (!isBlank(after)) assert.ok(after.trim().replace('\uFEFF', '').startsWith(prefix.trim()), after);
        }),
        runs,
      );
    });

    it('is one line, whatever it was', () => {
      fc.assert(
        fc.property(texts, texts, prefixes, additions, (existing, text, prefix, policy) => {
          const after = captionAfter(existing, { prefix, text }, policy);
          if (after !== undefined) assert.match(after, /^[^\r\n\u2028\u2029\uFEFF]*$/);
        }),
        runs,
      );
    });

    for (const [what, hostile] of [
      ['brackets', '('.repeat(20_000)],
      ['commas', ','.repeat(20_000)],
      ['tags', Array.from({ length: 4000 }, (_, tag) => tag).join(', ')],
      ['open brackets and commas', '(,'.repeat(10_000)],
    ] as const) {
      it(`ends soon on nothing but ${what}`, () => {
        for (const policy of ['append', 'prepend'] as const) {
          for (const existing of [hostile, 'castle']) {
            const after = captionAfter(existing, { prefix: 'ohwx', text: hostile }, policy);
            assert.match(after ?? '', /^ohwx/);
          }
        }
      });
    }
  });
});
