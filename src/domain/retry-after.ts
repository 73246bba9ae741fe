/** Longer waits are taken for a mistake: no limit of Zoom or Cloudflare lasts longer than a day. */
const MAXIMUM_WAIT_MS = 7 * 24 * 3600 * 1000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = '(\\d{2}):(\\d{2}):(\\d{2})';
const MONTH = `(${MONTHS.join('|')})`;
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const LONG_DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';

/** RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const IMF_FIXDATE = new RegExp(`^${DAY}, (\\d{2}) ${MONTH} (\\d{4}) ${TIME} gmt$`, 'i');
/** RFC 850, obsolete: `Sunday, 06-Nov-94 08:49:37 GMT`. */
const RFC_850 = new RegExp(`^${LONG_DAY}, (\\d{2})-${MONTH}-(\\d{2}) ${TIME} gmt$`, 'i');
/** C's asctime, obsolete: `Sun Nov  6 08:49:37 1994`. */
const ASCTIME = new RegExp(`^${DAY} ${MONTH} ([ \\d]\\d) ${TIME} (\\d{4})$`, 'i');
/** Zoom's daily limit: `2026-01-31T00:00:00Z`; without an offset it is read as UTC. */
const ISO = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})[t ]${TIME}(\\.\\d+)?(?:z|([+-])(\\d{2}):?(\\d{2}))?$`,
  'i',
);

/**
 * How long a `Retry-After` header asks to wait, in milliseconds, 0 for a moment that has passed.
 * Takes seconds, the three dates of RFC 9110, and ISO 8601. Undefined for anything else and for more than a week.
 *
 * @param now milliseconds since 1970, UTC
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const wait = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : instantOf(text, now) - now;
  if (!(wait <= MAXIMUM_WAIT_MS)) return undefined; // NaN too
  return Math.max(0, Math.ceil(wait));
}

/** Milliseconds since 1970, or NaN. */
function instantOf(text: string, now: number): number {
  let found = IMF_FIXDATE.exec(text);
  if (found) {
    const [, day, month, year, ...time] = found;
    return instant(year, monthOf(month), day, time);
  }
  found = RFC_850.exec(text);
  if (found) {
    const [, day, month, year, ...time] = found;
    return instant(fullYear(Number(year), now), monthOf(month), day, time);
  }
  found = ASCTIME.exec(text);
  if (found) {
    const [, month, day, hours, minutes, seconds, year] = found;
    return instant(year, monthOf(month), day, [hours, minutes, seconds]);
  }
  found = ISO.exec(text);
  if (!found) return NaN;
  const [, year, month, day, hours, minutes, seconds, fraction, sign, ...offset] = found;
  const at = instant(year, month, day, [hours, minutes, seconds]) + Number(fraction ?? 0) * 1000;
  return at - offsetOf(sign, ...offset);
}

type Digits = string | number | undefined;

/** NaN where the calendar or the clock has no such moment; a leap second counts as the next one. */
function instant(year: Digits, month: Digits, day: Digits, time: Digits[]): number {
  const [hours, minutes, seconds] = time.map(Number) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 60) return NaN;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(midnight);
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 : NaN;
}

const monthOf = (name = ''): number => MONTHS.indexOf(name.toLowerCase()) + 1;

/** RFC 9110: two digits that would be more than 50 years ahead mean the past. */
function fullYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

function offsetOf(sign: Digits, hours?: Digits, minutes?: Digits): number {
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return NaN;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
