import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PromptError } from '../../../../src/core/promptError.ts';
import { parseServiceAddress } from '../../../../src/net/serviceAddress.ts';
import { ApiKeys, type ApiKeysOptions } from '../../../../src/vscode/keys/apiKeys.ts';

function secretsOf(stored: Map<string, string>) {
  return {
    get: async (name: string) => stored.get(name),
    store: async (name: string, value: string) => void stored.set(name, value),
    delete: async (name: string) => void stored.delete(name),
  };
}

const requestFor = (address: string) => ({
  address: parseServiceAddress(address),
  reason: 'missing' as const,
  probe: async () => ({}),
  signal: new AbortController().signal,
});

const notAsked = () => assert.fail('the user was asked');

/** Keys of whom nobody expects a question, unless a prompt is given. */
function keysWith(changes: Partial<ApiKeysOptions> = {}): ApiKeys {
  return new ApiKeys({
    secrets: secretsOf(new Map()),
    environment: {},
    prompt: notAsked,
    onStorageFailure: () => assert.fail('the storage failed'),
    ...changes,
  });
}

describe('API keys', () => {
  it('belong to one origin each', async () => {
    const answers = ['one', 'other'];
    const keys = keysWith({ prompt: async () => answers.shift() ?? '' });
    await keys.ask(requestFor('https://a.example/path'));
    await keys.ask(requestFor('https://a.example:8443'));
    assert.equal(await keys.get('https://a.example'), 'one');
    assert.equal(await keys.get('https://a.example:8443'), 'other');
    assert.equal(await keys.get('http://a.example'), undefined);
  });

  it('are read from the storage once, and anew when that has changed', async () => {
    const stored = new Map([['img2prompt.apiKey:https://a.example', 'old']]);
    let reads = 0;
    const storage = secretsOf(stored);
    const secrets = {
      ...storage,
      get(name: string) {
        reads += 1;
        return storage.get(name);
      },
    };
    const keys = keysWith({ secrets, prompt: async () => 'typed' });
    for (let time = 0; time < 3; time++) assert.equal(await keys.get('https://a.example'), 'old');
    assert.equal(reads, 1);
    stored.set('img2prompt.apiKey:https://a.example', 'of another window');
    keys.forgetRead();
    assert.equal(await keys.get('https://a.example'), 'of another window');
    await keys.ask(requestFor('https://a.example'));
    assert.equal(await keys.get('https://a.example'), 'typed');
    await keys.remove('https://a.example');
    assert.equal(await keys.get('https://a.example'), undefined);
  });

  it('are asked for once by all who want the same one at the same time', async () => {
    let asked = 0;
    const prompt = async () => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return 'sk_typed';
    };
    const keys = keysWith({ prompt });
    const both = [keys.ask(requestFor('https://a.example')), keys.ask(requestFor('https://a.example'))];
    assert.deepEqual(await Promise.all(both), ['sk_typed', 'sk_typed']);
    assert.equal(asked, 1);
    await keys.ask(requestFor('https://a.example'));
    assert.equal(asked, 2);
  });

  it('of the environment that no header can carry are none', async () => {
    for (const NOVITA_API_KEY of ['sk_ключ', 'sk_a\nb']) {
      assert.equal(
        await keysWith({ environment: { NOVITA_API_KEY } }).get('https://api.novita.ai'),
        undefined,
      );
    }
  });

  it('are gone when they are removed, and others stay', async () => {
    const keys = keysWith({ prompt: async () => 'key' });
    await keys.ask(requestFor('https://a.example'));
    await keys.ask(requestFor('https://b.example'));
    assert.equal(await keys.remove('https://a.example'), true);
    assert.equal(await keys.remove('https://a.example'), false);
    assert.equal(await keys.get('https://a.example'), undefined);
    assert.equal(await keys.get('https://b.example'), 'key');
  });

  it('come from NOVITA_API_KEY for Novita AI, and for nobody else', async () => {
    const keys = keysWith({ environment: { NOVITA_API_KEY: ' sk_env\n' } });
    assert.equal(await keys.get('https://api.novita.ai'), 'sk_env');
    assert.equal(await keys.get('https://api.novita.ai:8443'), undefined);
    assert.equal(await keys.get('https://a.example'), undefined);
  });

  it('that are stored come before the one of the environment', async () => {
    const keys = keysWith({ environment: { NOVITA_API_KEY: 'sk_env' }, prompt: async () => 'sk_typed' });
    await keys.ask(requestFor('https://api.novita.ai'));
    assert.equal(await keys.get('https://api.novita.ai'), 'sk_typed');
  });

  it('of an empty environment variable are none', async () => {
    const keys = keysWith({ environment: { NOVITA_API_KEY: ' ' } });
    assert.equal(await keys.get('https://api.novita.ai'), undefined);
  });

  describe('when the secret storage fails', () => {
    const failing = () => Promise.reject(new Error('no keyring'));
    const secrets = { get: failing, store: failing, delete: failing };

    it('serve until the window closes, and that is said once', async () => {
      let said = 0;
      const keys = keysWith({ secrets, prompt: async () => 'sk_typed', onStorageFailure: () => said++ });
      assert.equal(await keys.get('https://a.example'), undefined);
      await keys.ask(requestFor('https://a.example'));
      assert.equal(await keys.get('https://a.example'), 'sk_typed');
      assert.equal(await keys.get('https://b.example'), undefined);
      assert.equal(said, 1);
    });

    it('cannot be removed, and that is an error', async () => {
      await assert.rejects(keysWith({ secrets }).remove('https://a.example'), (error) => {
        assert.equal(PromptError.problemOf(error)?.kind, 'storageFailed');
        return true;
      });
    });
  });
});
