import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { heifExif } from '../../../../src/images/containers/heif.ts';
import { makeExif } from '../../../images/makeExif.ts';
import { type HeifFields, heifBox, heifWithExif } from '../../../images/makeHeifWithExif.ts';

const exif = makeExif({ first: { 271: 'Canon' } });

describe('The EXIF block of a HEIF file', () => {
  const forms: [form: string, fields: HeifFields][] = [
    ['AVIF', {}],
    ['HEIC', { brand: 'heic' }],
    ['one whose places are in the second form', { locationVersion: 1 }],
    ['one whose places are in the third form', { locationVersion: 2 }],
    ['one with something before the block', { blockOffset: 6 }],
  ];
  for (const [form, fields] of forms) {
    it(`is found in ${form}`, () => assert.deepEqual(heifExif(heifWithExif(exif, fields)), exif));
  }

  const without: [what: string, file: Uint8Array][] = [
    ['an empty file', new Uint8Array()],
    ['a file of another kind', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['a file that ends with its kind', heifBox('ftyp', Buffer.from('avif\0\0\0\0'))],
    [
      'a file whose list of items is empty',
      Buffer.concat([heifBox('ftyp'), heifBox('meta', heifBox('iinf'))]),
    ],
    ['a file whose item says that it has more before its block than it is long', tooLong()],
  ];
  for (const [what, file] of without) {
    it(`is none in ${what}`, () => assert.equal(heifExif(file)?.length ?? 0, 0));
  }
});

function tooLong(): Buffer {
  const file = heifWithExif(exif);
  file.writeUInt32BE(0xffffffff, file.indexOf('mdat', 0, 'latin1') + 4);
  return file;
}
