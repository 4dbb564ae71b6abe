/** The code of an error of Node, OpenSSL or undici; empty for an error that has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
