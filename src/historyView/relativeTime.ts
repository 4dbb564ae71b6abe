const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The largest first. */
const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * dayMs],
  ['month', 30 * dayMs],
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
];

/** Says how long ago something was in a language: `5 minutes ago`, and `now` within the last minute. */
export function relativeTimeIn(language: string): (atMs: number, nowMs: number) => string {
  const counted = new Intl.RelativeTimeFormat(language);
  const now = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  return (atMs, nowMs) => {
    const distanceMs = atMs - nowMs;
    const [unit, lengthMs] = units.find(([, length]) => Math.abs(distanceMs) >= length) ?? [];
    if (unit === undefined || lengthMs === undefined) return now;
    return counted.format(Math.trunc(distanceMs / lengthMs), unit);
  };
}
