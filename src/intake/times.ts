import { z } from 'zod';
import type { Effective } from '../domain/hr/event';
import { instantSchema } from '../domain/request';

/** Seconds or milliseconds of our time. A shorter number is more likely a date such as 20261127, or a mistake. */
const UNIX_TIME = /^(?<seconds>\d{10}(?:\.\d+)?)$|^(?<milliseconds>\d{13})$/;
const HAS_OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/;

const instant = instantSchema();

/**
 * A sender's time as ISO 8601, UTC; undefined where it is none. Takes seconds or milliseconds since 1970, and ISO 8601
 * with an offset of either spelling (`+00:00`, `+0000`); without an offset it is UTC.
 */
export function readTime(value: string | number): string | undefined {
  const text = String(value).trim();
  const { seconds, milliseconds } = UNIX_TIME.exec(text)?.groups ?? {};
  if (seconds ?? milliseconds) {
    const date = new Date(seconds ? Number(seconds) * 1000 : Number(milliseconds));
    return instant.safeParse(date.toISOString()).data;
  }
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return instant.safeParse(HAS_OFFSET.test(iso) ? iso : `${iso}Z`).data;
}

/** What `readTime` reads. */
export const timeSchema = () =>
  z
    .union([z.string(), z.number()], 'must be a time, in ISO 8601 or in seconds since 1970')
    .transform((value, context) => {
      const time = readTime(value);
      if (time !== undefined) return time;
      context.addIssue('must be a time, in ISO 8601 or in seconds since 1970');
      return z.NEVER;
    });

const WHEN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether it is a real date, local time or instant, of a year that a calendar of ours can mean. */
function isWhen(text: string): boolean {
  const [, date, minutes = '00:00', seconds = ':00', offset = 'Z'] = WHEN.exec(text) ?? [];
  return date !== undefined && readTime(`${date}T${minutes}${seconds}${offset}`) !== undefined;
}

/** `Effective.when`, kept as it was written. */
export const whenSchema = () =>
  z
    .string('must be a date, a local time or an instant, a text')
    .trim()
    .refine(
      isWhen,
      'must be a date such as "2026-11-27", a local time such as "2026-11-27T17:00" or an instant with offset such as "2026-11-27T17:00:00+01:00"',
    );

function isZone(name: string): boolean {
  // Newer versions of Node take "+01:00" for a zone, which knows no summer time.
  if (!/^[A-Za-z]/.test(name) || name.length > 64) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const timeZoneSchema = () =>
  z
    .string('must be an IANA time zone such as "Europe/Berlin"')
    .trim()
    .refine(isZone, 'must be an IANA time zone such as "Europe/Berlin"');

/** When it takes effect; undefined, which is at once, where the sender does not say. */
export const effectiveFrom = (
  when: string | undefined,
  timeZone?: string,
): Effective | undefined =>
  when === undefined ? undefined : { when, ...(timeZone === undefined ? {} : { timeZone }) };
