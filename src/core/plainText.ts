/** Longer than any prompt a person uses; what a hostile server sends beyond it is cut. */
export const maxPromptLength = 20_000;

// C0 and C1 controls that are not white space, and the characters that reorder text for the eye only
// (https://trojansource.codes): embeddings, overrides and isolates.
const invisibleControls = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const loneSurrogates = /\p{Surrogate}/gu;

/**
 * Untrusted text made safe to show and to insert: one line of at most `maxLength` UTF-16 units, normalised (NFC),
 * without control characters, bidirectional overrides or lone surrogates.
 */
export function plainText(untrusted: string, maxLength: number = maxPromptLength): string {
  const text = untrusted
    .replace(loneSurrogates, '')
    .replace(invisibleControls, (control) => (/\s/.test(control) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .slice(0, maxLength) // before normalising, which takes quadratic time on piles of combining marks
    .normalize('NFC')
    .trim();
  return text.slice(0, maxLength).replace(loneSurrogates, '').trimEnd();
}

/** As `plainText`, but for what is shown as it is: line breaks, white space and composition stay. */
export function plainLines(untrusted: string, maxLength: number): string {
  return untrusted
    .slice(0, maxLength)
    .replace(loneSurrogates, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(invisibleControls, (control) => (control === '\n' || control === '\t' ? control : ''));
}
