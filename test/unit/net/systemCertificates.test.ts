import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readSystemCertificates } from '../../../src/net/systemCertificates.ts';
import { testAuthority } from '../../server/testCertificates.ts';
import { temporaryFolder } from '../../window/temporaryFolder.ts';

describe("The system's authorities", () => {
  it('are read in another process, whatever NODE_OPTIONS says', async function () {
    // Elsewhere they are not in a file that a variable names.
    if (process.platform !== 'linux') this.skip();
    const folder = temporaryFolder();
    const file = join(folder.path, 'authorities.pem');
    writeFileSync(file, testAuthority);
    const { SSL_CERT_FILE, SSL_CERT_DIR, NODE_OPTIONS } = process.env;
    Object.assign(process.env, {
      SSL_CERT_FILE: file,
      SSL_CERT_DIR: join(folder.path, 'none'),
      NODE_OPTIONS: '--require=no-such-module',
    });
    try {
      const read = await readSystemCertificates();
      assert.deepEqual(
        read.map((certificate) => certificate.trim()),
        [testAuthority.trim()],
      );
    } finally {
      for (const [name, value] of Object.entries({ SSL_CERT_FILE, SSL_CERT_DIR, NODE_OPTIONS })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      folder.remove();
    }
  });
});
