/** A year: nobody waits as long, and a server may name a number that is none any more. */
const longestSeconds = 365 * 24 * 60 * 60;

/**
 * How long a server asks to wait by its header `Retry-After`, in seconds or as a date: in whole seconds from now,
 * rounded up; undefined where it does not say.
 */
export function retryAfterSeconds(header: string | string[] | undefined, nowMs: number): number | undefined {
  const written = typeof header === 'string' ? header.trim() : '';
  if (/^\d+$/.test(written)) return Math.min(Number(written), longestSeconds);
  // Date.parse takes much for a date that is none, such as 1.5.
  const dateMs = /^[a-z]{3,}, /i.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(dateMs)) return undefined;
  return Math.min(Math.max(0, Math.ceil((dateMs - nowMs) / 1000)), longestSeconds);
}
