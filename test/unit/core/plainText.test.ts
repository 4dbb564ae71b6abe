import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { maxPromptLength, plainLines, plainText } from '../../../src/core/plainText.ts';

describe('Plain text of what a server sent', () => {
  const cases: [behaviour: string, untrusted: string, expected: string][] = [
    ['keeps letters of every script and emoji', 'Iñárritu 画像 🏰', 'Iñárritu 画像 🏰'],
    ['keeps what a snippet would make live', '${1:x} $TM_FILENAME }', '${1:x} $TM_FILENAME }'],
    ['makes one line of many', 'a\r\nb\u2028c\n\n d', 'a b c d'],
    ['drops control characters', 'a\u0000b\u001b[31mc\u0085', 'ab[31mc'],
    [
      'leaves one space where a control character stood between two',
      'a \u0000 b\u200E\uFEFF c',
      'a b\u200E c',
    ],
    ['drops bidirectional overrides and isolates', 'a\u202Eb\u202Cc\u2066d\u2069', 'abcd'],
    ['drops lone surrogates', 'a\uD800b\uDC00', 'ab'],
    ['normalises to composed characters', 'e\u0301', 'é'],
    ['trims', '  a  ', 'a'],
  ];
  for (const [behaviour, untrusted, expected] of cases) {
    it(behaviour, () => assert.equal(plainText(untrusted), expected));
  }

  it('is cut where it is longer than any prompt', () => {
    assert.equal(plainText('a'.repeat(maxPromptLength + 1)).length, maxPromptLength);
  });

  it('is made soon of a pile of combining marks', function () {
    this.timeout(2000);
    assert.ok(plainText(`a${'\u0301\u0316'.repeat(500_000)}`).length <= maxPromptLength);
  });

  it('is not cut through an emoji', () => {
    assert.equal(plainText('ab🏰', 3), 'ab');
  });
});

describe('Plain lines of what a file holds', () => {
  const cases: [behaviour: string, untrusted: string, expected: string][] = [
    ['keep lines, indentation and composition', '{\n\t"a":  "e\u0301"\n}', '{\n\t"a":  "e\u0301"\n}'],
    ['have the line breaks of one system', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['drop control characters, overrides and lone surrogates', 'a\u0000b\u202Ec\uD800d', 'abcd'],
    ['are cut where they are too long', 'a'.repeat(30), 'a'.repeat(20)],
  ];
  for (const [behaviour, untrusted, expected] of cases) {
    it(behaviour, () => assert.equal(plainLines(untrusted, 20), expected));
  }
});
