import { z } from 'zod';
import { InvalidRequest, type FieldFault } from '../../client/errors';
import { instantSchema } from '../../domain/request';

/** From an instant to just before another; ISO 8601, UTC. */
export interface Period {
  from: string;
  before: string;
}

const DAY = 86_400_000;
const day = z.iso.date();
const instant = instantSchema();
const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** A bare date is a day in UTC: its first instant, or the first after it. */
function instantOf(text: string, isUntil: boolean): string | undefined {
  if (!day.safeParse(text).success) return instant.safeParse(text).data;
  const start = instant.safeParse(`${text}T00:00:00Z`).data;
  return start === undefined || !isUntil ? start : later(start, DAY);
}

/**
 * The period that `--since` and `--until` name: a bare date is the whole day in UTC, an instant for `--until` is no
 * longer within the period; without it, the period ends now.
 * @throws InvalidRequest naming the option
 */
export function periodOf(since: string, until: string | undefined, now: Date): Period {
  const problem =
    'must be a date such as 2026-11-27 (the day in UTC), or an ISO 8601 instant with offset';
  const faults: FieldFault[] = [];
  const from = instantOf(since, false);
  const before = until === undefined ? now.toISOString() : instantOf(until, true);
  if (from === undefined) faults.push({ field: 'since', problem });
  if (before === undefined) faults.push({ field: 'until', problem });
  if (from !== undefined && before !== undefined && from >= before)
    faults.push(
      until === undefined
        ? { field: 'since', problem: 'lies ahead; say --until for a period that is to come' }
        : { field: 'until', problem: 'must lie after --since' },
    );
  if (from === undefined || before === undefined || faults.length > 0)
    throw new InvalidRequest(faults);
  return { from, before };
}
