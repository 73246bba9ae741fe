import type { RunOverview } from '../../client/run-list';
import type { RunFilter } from '../../client/visibility-query';
import type { IntakeClient } from '../intake-client';

/** What the page asks of Temporal's lists. */
export type Lists = IntakeClient['runs'];

/** Runs, and how many there are in all: the rest was left out for its number. */
export interface Listed {
  runs: RunOverview[];
  total: number;
}

/** At most so many, and the count of all. */
export async function read(lists: Lists, filter: RunFilter, limit: number): Promise<Listed> {
  const runs = await lists.find(filter, limit + 1);
  if (runs.length <= limit) return { runs, total: runs.length };
  // What was counted later may be fewer than what was read.
  const total = Math.max(await lists.count(filter), runs.length);
  return { runs: runs.slice(0, limit), total };
}

const MS_A_DAY = 86_400_000;

/** Midnight in UTC, so many days on. */
export const startOfDay = (at: Date, days = 0): Date =>
  new Date(Math.floor(at.getTime() / MS_A_DAY) * MS_A_DAY + days * MS_A_DAY);
