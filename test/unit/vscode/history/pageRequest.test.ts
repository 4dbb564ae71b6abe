import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pageRequestIn } from '../../../../src/vscode/history/pageRequest.ts';

describe('A message of the page of the history', () => {
  it('is a request that is known, and nothing more of it', () => {
    assert.deepEqual(pageRequestIn({ kind: 'ready', id: 'x' }), { kind: 'ready' });
    assert.deepEqual(pageRequestIn({ kind: 'insert', id: 'x', path: '/' }), { kind: 'insert', id: 'x' });
  });

  const others: unknown[] = [
    undefined,
    null,
    'insert',
    5,
    {},
    { kind: 'insert' },
    { kind: 'insert', id: 5 },
    { kind: 'runCommand', id: 'x' },
    { kind: ['insert'], id: 'x' },
    { kind: 'toString', id: 'x' },
  ];
  for (const other of others) {
    it(`is none when it is ${JSON.stringify(other)}`, () => assert.equal(pageRequestIn(other), undefined));
  }
});
