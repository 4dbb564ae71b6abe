import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  captionExtension,
  captionPath,
  isMask,
  sharedCaptionKey,
} from '../../../src/captions/captionPath.ts';

describe('Captions', () => {
  const pairs: [what: string, one: string, other: string, areOne: boolean][] = [
    ['that differ in nothing but case', 'file:///a.txt', 'file:///A.TXT', true],
    ['that differ in the case of a letter with an accent', 'file:///%C3%89.txt', 'file:///%C3%A9.txt', true],
    ['whose letters are composed in other ways', 'file:///%C3%A9.txt', 'file:///e%CC%81.txt', true],
    ['of other names', 'file:///a.txt', 'file:///b.txt', false],
  ];
  for (const [what, one, other, areOne] of pairs) {
    it(`${what} ${areOne ? 'count' : 'do not count'} as one file`, () => {
      assert.equal(sharedCaptionKey(one) === sharedCaptionKey(other), areOne);
    });
  }
});

describe('The caption of a picture', () => {
  const long = 'x'.repeat(240);
  const paths: [image: string, caption: string][] = [
    ['/set/a.png', '/set/a.txt'],
    ['/set/my.photo.v2.png', '/set/my.photo.v2.txt'],
    ['/set/.hidden.png', '/set/.hidden.txt'],
    ['/set/.png', '/set/.png.txt'],
    ['/set/..png', '/set/..png.txt'],
    ['/set/photo', '/set/photo.txt'],
    ['/set/photo.', '/set/photo.txt'],
    ['/set/photo..png', '/set/photo..txt'],
    ['/set/photo\n1.png', '/set/photo\n1.txt'],
    ['/a.set/photo', '/a.set/photo.txt'],
    ['/set/#1 50% off?.png', '/set/#1 50% off?.txt'],
    ['/set/城堡.夜.png', '/set/城堡.夜.txt'],
    ['/set/🏰.png', '/set/🏰.txt'],
    ['/set/cafe\u0301.png', '/set/cafe\u0301.txt'],
    [`/set/${long}.png`, `/set/${long}.txt`],
    ['a.png', 'a.txt'],
  ];
  for (const [image, caption] of paths) {
    it(`of ${JSON.stringify(image).slice(0, 40)} is ${JSON.stringify(caption).slice(0, 40)}`, () => {
      assert.equal(captionPath(image, '.txt'), caption);
    });
  }

  const extensions: [written: string, extension: string | undefined][] = [
    ['.txt', '.txt'],
    ['txt', '.txt'],
    [' .caption ', '.caption'],
    ['.booru.txt', '.booru.txt'],
    ['.描述', '.描述'],
    ['', undefined],
    ['.', undefined],
    ['..', undefined],
    ['...', undefined],
    ['.txt.', undefined],
    ['./txt', undefined],
    ['.a\\b', undefined],
    ['.a b', undefined],
    ['.a\0b', undefined],
    ['.t*', undefined],
    [`.${'x'.repeat(33)}`, undefined],
  ];
  for (const [written, extension] of extensions) {
    it(`ends in ${extension ?? 'nothing'} where ${JSON.stringify(written.slice(0, 20))} is wanted`, () => {
      assert.equal(captionExtension(written), extension);
    });
  }

  const names: [path: string, is: boolean][] = [
    ['/set/a-masklabel.png', true],
    ['/set/a-MASKLABEL.PNG', true],
    ['/set/a-masklabel.jpg', false],
    ['/set/masklabel.png', false],
    ['/set/a-masklabel.png/b.png', false],
  ];
  for (const [path, is] of names) {
    it(`is ${is ? 'none' : 'a file'} for ${path}`, () => assert.equal(isMask(path), is));
  }
});
