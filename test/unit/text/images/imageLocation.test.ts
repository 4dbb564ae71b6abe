import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ImageLocation, imageLocation } from '../../../../src/text/images/imageLocation.ts';

const folders = { document: '/work/docs', workspace: '/work' };
const inDocumentFolder = (path: string) => ({ kind: 'path', from: 'document', path }) as const;
const inWorkspace = (path: string) => ({ kind: 'path', from: 'workspace', path }) as const;

describe('The destination of an image', () => {
  const cases: [behaviour: string, destination: string, expected: ImageLocation | undefined][] = [
    ["is a path from the document's folder", 'img/a.png', inDocumentFolder('/work/docs/img/a.png')],
    ['may begin with a dot', './a.png', inDocumentFolder('/work/docs/a.png')],
    ['may lead out of the folder', '../img/./b/../a.png', inDocumentFolder('/work/img/a.png')],
    ['does not lead above the root', '../../../../a.png', inDocumentFolder('/a.png')],
    [
      "is a path from the workspace's folder with a slash before it",
      '/img/a.png',
      inWorkspace('/work/img/a.png'),
    ],
    ['has percent-encoding undone', 'the%20castle%23.png', inDocumentFolder('/work/docs/the castle#.png')],
    ['may have a percent sign that is just one', '100%.png', inDocumentFolder('/work/docs/100%.png')],
    ['loses its query and fragment', 'a.png?raw=true#moat', inDocumentFolder('/work/docs/a.png')],
    ['may be a query over two lines', 'a.png?b\nc', inDocumentFolder('/work/docs/a.png')],
    [
      'keeps blanks and letters of any script',
      'der Turm/ü.png',
      inDocumentFolder('/work/docs/der Turm/ü.png'),
    ],
    ['has no scheme by a colon in a path', 'a/b:c.png', inDocumentFolder('/work/docs/a/b:c.png')],
    ['may be a file URI', 'file:///img/a.png', { kind: 'uri', uri: 'file:///img/a.png' }],
    ['may have a scheme of VS Code', 'vscode-vfs://a/b.png', { kind: 'uri', uri: 'vscode-vfs://a/b.png' }],
    [
      'may be the image itself',
      'data:image/png;base64,aGk=',
      { kind: 'data', uri: 'data:image/png;base64,aGk=' },
    ],
    [
      'may be on a server',
      'HTTPS://example.org/a.png?b#c',
      { kind: 'web', uri: 'HTTPS://example.org/a.png?b#c' },
    ],
    ['may be on a server by http', 'http://example.org/a', { kind: 'web', uri: 'http://example.org/a' }],
    ['may leave the scheme out', '//example.org/a.png', { kind: 'web', uri: 'https://example.org/a.png' }],
    ['is none when it is empty', '', undefined],
    ['is none when it is a place in the page', '#moat', undefined],
  ];
  for (const [behaviour, destination, expected] of cases) {
    it(behaviour, () => assert.deepEqual(imageLocation(destination, folders), expected));
  }

  it('is a path from the root with a slash before it, without a workspace', () => {
    assert.deepEqual(
      imageLocation('/img/a.png', { document: '/work/docs', workspace: undefined }),
      inDocumentFolder('/img/a.png'),
    );
  });

  it('is found from a folder of Windows and from the root', () => {
    assert.deepEqual(
      imageLocation('../a.png', { document: '/c:/work/docs/', workspace: undefined }),
      inDocumentFolder('/c:/work/a.png'),
    );
    assert.deepEqual(imageLocation('a.png', { document: '/', workspace: '/' }), inDocumentFolder('/a.png'));
  });
});
