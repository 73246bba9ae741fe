import type { RunFilter } from '../../client/visibility-query';
import { read, startOfDay, type Listed, type Lists } from './lists';

/** Nobody is scheduled beyond: a thousand years. */
const LAST_DAY = 365_250;

/**
 * Of the runs that are due from a midnight on, those of the first days, at most so many. Temporal's lists come in the
 * order in which runs were begun and in no other, so days are counted until those are known that fit: a company's
 * ten thousand are never read. Of the day that does not fit, some are given.
 */
export async function readSoonest(
  lists: Lists,
  filter: RunFilter,
  from: Date,
  limit: number,
): Promise<Listed> {
  const until = (days: number): RunFilter => ({
    ...filter,
    effectiveFrom: from.toISOString(),
    ...(days < LAST_DAY && { effectiveBefore: startOfDay(from, days).toISOString() }),
  });
  const all = await read(lists, until(LAST_DAY), limit);
  if (all.total === all.runs.length) return all;

  const days = await lastThatFits((count) => lists.count(until(count)), limit);
  const first = days === 0 ? [] : (await read(lists, until(days), limit)).runs;
  const next = { ...until(days + 1), effectiveFrom: startOfDay(from, days).toISOString() };
  const some = first.length < limit ? (await read(lists, next, limit - first.length)).runs : [];
  return { runs: [...first, ...some], total: all.total };
}

/** The largest number of days whose runs are within the limit. */
async function lastThatFits(
  countIn: (days: number) => Promise<number>,
  limit: number,
): Promise<number> {
  let fits = 0;
  let tooMany = 1;
  while (tooMany < LAST_DAY && (await countIn(tooMany)) <= limit) {
    fits = tooMany;
    tooMany = Math.min(tooMany * 2, LAST_DAY);
  }
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if ((await countIn(middle)) <= limit) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
