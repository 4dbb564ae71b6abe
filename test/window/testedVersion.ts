/** The VS Code of today, or the oldest that the manifest admits. */
export type TestedVersion = 'newest' | 'oldest';

/** The one that `VSCODE_TEST_VERSION` asks for; the newest, unless it is set. */
export function testedVersion(): TestedVersion {
  const wanted = process.env.VSCODE_TEST_VERSION ?? 'newest';
  if (wanted !== 'newest' && wanted !== 'oldest') {
    throw new Error(`VSCODE_TEST_VERSION is newest or oldest, not ${wanted}.`);
  }
  return wanted;
}
