import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PromptError } from '../../../src/core/promptError.ts';
import { parseServiceAddress } from '../../../src/net/serviceAddress.ts';

describe('The address of a service', () => {
  const good: [written: string, base: string, origin: string, isLoopback: boolean][] = [
    ['https://api.novita.ai', 'https://api.novita.ai', 'https://api.novita.ai', false],
    [' https://api.novita.ai/ ', 'https://api.novita.ai', 'https://api.novita.ai', false],
    [
      'https://proxy.example:8443/novita//',
      'https://proxy.example:8443/novita',
      'https://proxy.example:8443',
      false,
    ],
    ['http://localhost:8080', 'http://localhost:8080', 'http://localhost:8080', true],
    ['http://127.0.0.1:1/a/b', 'http://127.0.0.1:1/a/b', 'http://127.0.0.1:1', true],
    ['http://127.1', 'http://127.0.0.1', 'http://127.0.0.1', true],
    ['http://[::1]:9', 'http://[::1]:9', 'http://[::1]:9', true],
    ['http://[::ffff:127.0.0.1]:9', 'http://[::ffff:7f00:1]:9', 'http://[::ffff:7f00:1]:9', true],
    ['https://localhost', 'https://localhost', 'https://localhost', true],
    ['https://[::ffff:128.0.0.1]', 'https://[::ffff:8000:1]', 'https://[::ffff:8000:1]', false],
  ];
  for (const [written, base, origin, isLoopback] of good) {
    it(`reads "${written}"`, () => {
      const address = parseServiceAddress(written);
      assert.deepEqual([address.base, address.origin, address.isLoopback], [base, origin, isLoopback]);
    });
  }

  const bad: [written: string, obstacle: string][] = [
    ['', 'addressInvalid'],
    ['api.novita.ai', 'addressInvalid'],
    ['ftp://api.novita.ai', 'addressInvalid'],
    ['file:///etc/passwd', 'addressInvalid'],
    ['https://api.novita.ai?key=1', 'addressInvalid'],
    ['https://api.novita.ai/#x', 'addressInvalid'],
    ['http://api.novita.ai', 'addressInsecure'],
    ['http://127.0.0.1.evil.example', 'addressInsecure'],
    ['http://[::ffff:126.0.0.1]', 'addressInsecure'],
    ['http://localhost.evil.example', 'addressInsecure'],
    ['https://name:secret@api.novita.ai', 'addressWithCredentials'],
    ['ftp://name:secret@api.novita.ai', 'addressInvalid'],
    ['https://api.novita.ai/?key=sk_secret', 'addressInvalid'],
    ['sk_secret', 'addressInvalid'],
    ['https://api.novita.ai@127.0.0.1:99999/?key=sk_secret', 'addressInvalid'],
  ];
  for (const [written, obstacle] of bad) {
    it(`refuses "${written}"`, () => {
      assert.throws(
        () => parseServiceAddress(written),
        (error) => {
          const problem = PromptError.problemOf(error);
          assert.ok(problem?.kind === 'unreachable');
          assert.equal(problem.obstacle, obstacle);
          assert.doesNotMatch(JSON.stringify(problem), /secret/);
          return true;
        },
      );
    });
  }
});
