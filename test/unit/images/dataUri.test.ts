import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOfDataUri } from '../../../src/images/dataUri.ts';

describe('A data: URI', () => {
  const good: [behaviour: string, uri: string, text: string][] = [
    ['holds base64', 'data:image/png;base64,cGljdHVyZQ==', 'picture'],
    ['holds base64 without its padding', 'data:image/png;base64,cGljdHVyZQ', 'picture'],
    ['holds base64 over several lines', 'data:image/png;base64,cGlj\n dHVyZQ==', 'picture'],
    ['holds base64 with percent signs', 'data:image/png;base64,cGljdHVyZQ%3D%3D', 'picture'],
    ['holds base64 behind other parameters', 'data:image/svg+xml;charset=utf-8;base64,PHN2Zz4=', '<svg>'],
    ['holds text', 'data:image/svg+xml,<svg>', '<svg>'],
    ['holds text with percent signs', 'data:image/svg+xml;utf8,%3Csvg%3E%C3%A9', '<svg>é'],
    ['may be written in capitals', 'DATA:IMAGE/PNG;BASE64,cGljdHVyZQ==', 'picture'],
    ['may be empty', 'data:,', ''],
  ];
  for (const [behaviour, uri, text] of good) {
    it(behaviour, () => assert.equal(Buffer.from(bytesOfDataUri(uri) ?? []).toString(), text));
  }

  for (const uri of [
    'data:image/png;base64',
    'data:image/png;base64,!!',
    'data:,%E0',
    'https://a.example/b.png',
  ]) {
    it(`is not ${uri}`, () => assert.equal(bytesOfDataUri(uri), undefined));
  }

  it('of 20 million characters is read in linear time', () => {
    assert.equal(bytesOfDataUri(`data:image/png;base64,${'A'.repeat(20_000_000)}`)?.length, 15_000_000);
  });
});
