import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isInnerHost } from '../../../src/net/innerHost.ts';

const isInner = (address: string) => isInnerHost(new URL(address).hostname);

describe('A host', () => {
  for (const host of [
    'localhost',
    'app.localhost',
    'localhost.',
    '127.1',
    '0x7f000001',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.178.1',
    '169.254.169.254',
    '100.64.0.1',
    '[::1]',
    '[::]',
    '[::ffff:10.0.0.1]',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::10.0.0.1]',
    'router',
    'nas.local',
    'metadata.google.internal',
    'printer.lan',
    'box.home.arpa',
  ]) {
    it(`${host} is of this machine or its network`, () => {
      assert.equal(isInner(`http://${host}/`), true);
    });
  }

  for (const host of [
    'images.example',
    'localhost.example',
    'local.example',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '[2001:4860:4860::8888]',
  ]) {
    it(`${host} is not`, () => {
      assert.equal(isInner(`https://${host}/`), false);
    });
  }
});
