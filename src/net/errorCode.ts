/**
 * The code of an error of Node, OpenSSL or undici; empty for an error that has none. Those of undici's parser have just a
 * name.
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code, name } = error as NodeJS.ErrnoException;
  return String(code ?? (name === 'HTTPParserError' ? name : ''));
}
