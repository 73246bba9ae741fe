import { Temporal } from '@js-temporal/polyfill';
import type { Policy } from '../policy';
import type { Effective } from './event';

/** An instant, and the zone in which it was meant. */
export interface EffectiveTime {
  /** ISO 8601, UTC. */
  effectiveAt: string;
  /** IANA zone; absent where the sender gave an instant and no zone. */
  timeZone?: string;
}

type PolicyTime = Pick<Policy, 'workdayEnd' | 'timeZone'>;

const INSTANT = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The instant that a sender meant. A date without a time is the end of the working day, in the employee's zone,
 * else in the policy's. A local time that a clock change skips (02:30 in spring) is taken as much later as the
 * clock jumps (03:30); one that comes twice (02:30 in autumn) is the first of the two.
 * @throws RangeError, with a sentence, where it is no time or no zone
 */
export function effectiveTime(effective: Effective, policy: PolicyTime): EffectiveTime {
  try {
    return inOurTime(timeOf(effective, policy));
  } catch (error) {
    const { when, timeZone } = effective;
    throw new RangeError(
      `"${when}"${timeZone === undefined ? '' : ` in "${timeZone}"`} is no time that the engine can read ` +
        `(${error instanceof Error ? error.message : String(error)}). Give an ISO 8601 instant with offset, a local time or a date, ` +
        'and an IANA zone such as "Europe/Berlin".',
      { cause: error },
    );
  }
}

function timeOf({ when, timeZone }: Effective, policy: PolicyTime): EffectiveTime {
  if (INSTANT.test(when) && !DATE.test(when)) {
    const effectiveAt = utc(Temporal.Instant.from(when));
    if (timeZone === undefined) return { effectiveAt };
    return { effectiveAt, timeZone: knownZone(timeZone) };
  }
  const zone = knownZone(timeZone ?? policy.timeZone);
  const local = DATE.test(when)
    ? Temporal.PlainDate.from(when).toPlainDateTime(policy.workdayEnd)
    : Temporal.PlainDateTime.from(when);
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  return { effectiveAt: utc(zoned.toInstant()), timeZone: zone };
}

/** What lies outside is a slip, or a system's way to say never; a run takes no such time. */
function inOurTime(time: EffectiveTime): EffectiveTime {
  const year = new Date(time.effectiveAt).getUTCFullYear();
  if (year >= 1970 && year <= 2200) return time;
  throw new RangeError('it lies outside the years 1970 to 2200');
}

/** Throws on a zone that does not exist; says it in the spelling that the zone database has. */
const knownZone = (timeZone: string): string =>
  Temporal.Now.instant().toZonedDateTimeISO(timeZone).timeZoneId;

/** As `Date` writes it: with milliseconds. */
const utc = (instant: Temporal.Instant): string =>
  new Date(instant.epochMilliseconds).toISOString();
