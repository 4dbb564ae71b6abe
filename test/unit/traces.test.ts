import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tracesOfKey, tracesOfPicture } from '../traces.ts';

describe('Traces of a secret', () => {
  const key = 'sk_a+b/c=0123456789';
  const forms: [form: string, found: string | Buffer][] = [
    ['as it is', `{"authorization":"Bearer ${key}"}`],
    ['in two bytes a character', Buffer.from(`x${key}x`, 'utf16le')],
    ['as part of an address', `https://api.example/?key=${encodeURIComponent(key)}`],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 after one character', Buffer.from(`:${key}`).toString('base64')],
    ['in base64 between others', Buffer.from(`Bearer: ${key} and more`).toString('base64')],
  ];
  for (const [form, found] of forms) {
    it(`are found ${form}`, () => {
      assert.ok(tracesOfKey(key).some((trace) => Buffer.from(found).includes(trace)));
    });
  }

  it('are not found in another key', () => {
    assert.ok(!tracesOfKey(key).some((trace) => Buffer.from('Bearer sk_a+b/c=012345678').includes(trace)));
  });

  it('are found in the beginning of a picture, and in its end', () => {
    const picture = Uint8Array.from({ length: 3000 }, (_, index) => (index * index) % 251);
    const base64 = Buffer.from(picture).toString('base64');
    for (const part of [base64.slice(0, 500), base64.slice(-2500)]) {
      assert.ok(tracesOfPicture(picture).some((trace) => part.includes(String(trace))));
    }
  });
});
