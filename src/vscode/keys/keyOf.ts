/**
 * The key in a text that was copied or set: without the white space, the quotes and the word Bearer that come along.
 * Undefined when what is left is nothing that an HTTP header can carry.
 */
export function keyOf(text: string): string | undefined {
  const key = text
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .replace(/^bearer\s+/i, '')
    .trim();
  return /^[\x21-\x7E]+$/.test(key) ? key : undefined;
}
