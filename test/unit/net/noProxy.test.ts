import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { needsNoProxy, noProxyEntries } from '../../../src/net/noProxy.ts';

describe('NO_PROXY', () => {
  const table: [variable: string, target: string, needsNone: boolean][] = [
    ['', 'https://api.example', false],
    ['*', 'https://api.example', true],
    ['api.example', 'https://api.example', true],
    ['API.Example', 'https://api.example', true],
    ['example', 'https://api.example', true],
    ['.example', 'https://api.example', true],
    ['*.example', 'https://api.example', true],
    ['.api.example', 'https://api.example', true],
    ['pi.example', 'https://api.example', false],
    ['api.example', 'https://other.example', false],
    ['api.example', 'https://api.example.org', false],
    ['other.example,api.example', 'https://api.example', true],
    [' other.example , api.example ', 'https://api.example', true],
    ['other.example api.example', 'https://api.example', true],
    ['api.example:443', 'https://api.example', true],
    ['api.example:8443', 'https://api.example', false],
    ['api.example:8443', 'https://api.example:8443', true],
    ['api.example:80', 'http://api.example', true],
    ['10.1.2.3', 'http://10.1.2.3:8080', true],
    ['1.2.3', 'http://10.1.2.3', false],
    ['2.3', 'http://10.1.2.3', false],
    ['10.0.0.0/8', 'http://10.1.2.3', true],
    ['10.0.0.0/8', 'http://11.1.2.3', false],
    ['10.0.0.0/99', 'http://10.1.2.3', false],
    ['10.0.0.0/8', 'https://api.example', false],
    ['fd00::1', 'http://[fd00::1]:8080', true],
    ['[fd00::1]', 'http://[fd00::1]:8080', true],
    ['[fd00::1]:81', 'http://[fd00::1]:8080', false],
    ['fd00::/8', 'http://[fd12::1]', true],
    ['nonsense/8', 'https://api.example', false],
    [',,', 'https://api.example', false],
  ];
  for (const [variable, target, needsNone] of table) {
    it(`"${variable}" has ${target} go ${needsNone ? 'directly' : 'through the proxy'}`, () => {
      assert.equal(needsNoProxy(new URL(target), noProxyEntries(variable)), needsNone);
    });
  }
});
