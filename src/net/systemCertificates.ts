import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Reading them was reported to take up to 48 s on macOS. */
const timeLimitMs = 60_000;

/** Some hundred certificates of 2 kB. */
const maxOutputBytes = 32 * 1024 * 1024;

/** An old Node does not know the function: there are none to add then. */
const program = `
  const { getCACertificates } = require('node:tls');
  process.stdout.write(JSON.stringify(getCACertificates?.('system') ?? []));
`;

/**
 * Reads the authorities that the operating system trusts, as PEM. In a process of its own: reading them blocks, on
 * macOS for seconds, and the extension host serves every extension. Throws when that process fails or takes too long.
 */
export async function readSystemCertificates(): Promise<readonly string[]> {
  // VS Code's own executable runs as Node; options meant for another Node (a debugger's, say) are no concern of it.
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', program], {
    env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
    timeout: timeLimitMs,
    maxBuffer: maxOutputBytes,
    windowsHide: true,
  });
  return JSON.parse(stdout);
}
