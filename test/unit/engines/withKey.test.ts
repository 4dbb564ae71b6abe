import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PromptError } from '../../../src/core/promptError.ts';
import { type KeyRing, withKey } from '../../../src/engines/withKey.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';

const elsewhere = parseServiceAddress('https://api.example');

const notAsked = () => assert.fail('the user was asked');

describe('Doing something that needs a key', () => {
  const request = { probe: async () => ({}), signal: new AbortController().signal };

  it('asks first where the service is on another machine and there is no key', async () => {
    const keys: KeyRing = { get: async () => undefined, ask: async ({ reason }) => `asked:${reason}` };
    assert.equal(
      await withKey({ address: elsewhere, keys, ...request }, async (key) => key),
      'asked:missing',
    );
  });

  it('looks a key up under the origin of the service', async () => {
    const keys: KeyRing = { get: async (origin) => `key of ${origin}`, ask: notAsked };
    const address = parseServiceAddress('https://api.example:8443/some/path');
    assert.equal(
      await withKey({ address, keys, ...request }, async (key) => key),
      'key of https://api.example:8443',
    );
  });

  it('sends nothing when the user enters no key', async () => {
    const cancelled = new PromptError({ kind: 'cancelled' });
    const keys: KeyRing = { get: async () => undefined, ask: () => Promise.reject(cancelled) };
    await assert.rejects(withKey({ address: elsewhere, keys, ...request }, notAsked), cancelled);
  });

  it('does not ask for another key when the user has mended it meanwhile', async () => {
    let stored = 'old';
    const keys: KeyRing = { get: async () => stored, ask: notAsked };
    const refusal = new PromptError({ kind: 'keyRefused', host: 'h', refused: 'key', message: '' });
    const attempt = async (key: string | undefined) => {
      if (key === 'new') return 'done';
      stored = 'new';
      throw refusal;
    };
    assert.equal(await withKey({ address: elsewhere, keys, ...request }, attempt), 'done');
  });

  it('does not ask for another key when it is the account that is refused', async () => {
    const refusal = new PromptError({ kind: 'keyRefused', host: 'h', refused: 'account', message: '' });
    const keys: KeyRing = { get: async () => 'key', ask: notAsked };
    await assert.rejects(
      withKey({ address: elsewhere, keys, ...request }, () => Promise.reject(refusal)),
      refusal,
    );
  });
});
