/**
 * How long a server asks to wait by its header `Retry-After`, in seconds or as a date: in whole seconds from now,
 * rounded up; undefined where it does not say.
 */
export function retryAfterSeconds(header: string | string[] | undefined, nowMs: number): number | undefined {
  const written = typeof header === 'string' ? header.trim() : '';
  if (/^\d+$/.test(written)) return Number(written);
  // Date.parse takes much for a date that is none, such as 1.5.
  const dateMs = /^[a-z]{3,}, /i.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, Math.ceil((dateMs - nowMs) / 1000));
}
