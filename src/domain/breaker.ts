import { toMs } from './duration';
import type { Policy } from './policy';

/** The workflow that counts automatic terminations, one per namespace; a signal asks it, and a signal answers the run. */
export const BREAKER_WORKFLOW_TYPE = 'terminationBreaker';
export const BREAKER_WORKFLOW_ID = 'termination-breaker';
export const COUNT_TERMINATION = 'countTermination';
export const BREAKER_VERDICT = 'breakerVerdict';
export const RESET_BREAKER = 'reset';
/** The code of an automatic run that the breaker holds. */
export const TRIPPED = 'breaker.tripped';
/** The code of one that it does not answer. */
export const NO_VERDICT = 'breaker.noVerdict';

/** The argument of `countTermination`. */
export interface CountTermination {
  /** The run that asks; it counts once, however often it asks. */
  key: string;
  /** Where the verdict goes. */
  workflowId: string;
  source: string;
  breaker: Policy['breaker'];
}

/** What the breaker answers: the run may go, or is held and why. */
export type Verdict = { held: false } | { held: true; message: string };

/** The argument of `reset`: the source to forget; absent: all of them. */
export interface ResetBreaker {
  source?: string;
}

/** Of a feed gone wild, more than enough: what is remembered must fit a payload. */
const MOST_COUNTED = 5_000;

interface Counted {
  key: string;
  source: string;
  /** Milliseconds since 1970. */
  at: number;
  held: boolean;
}

/** What the breaker remembers; plain data, for it continues as new. */
export interface BreakerRecord {
  counted: Counted[];
  /** ISO 8601, UTC: since when terminations are held; absent while the breaker lets them through. */
  trippedAt?: string;
}

/** How many within the window may go: the smaller of `count` and `percent` of the headcount, at least one. */
export function limitOf({ count, percent, headcount }: Policy['breaker']): number {
  if (percent === undefined || headcount === undefined) return count;
  return Math.min(count, Math.max(1, Math.floor((headcount * percent) / 100)));
}

/** A person has looked: what was counted so far is no reason any more to hold what comes. */
export function resetBreaker(record: BreakerRecord, { source }: ResetBreaker): void {
  record.counted = record.counted.filter((one) => source !== undefined && one.source !== source);
  if (!record.counted.some(({ held }) => held)) delete record.trippedAt;
}

/**
 * Counts a termination. Held ones count too: while a feed goes wild, nothing of it goes through, however long
 * that takes. `trips` tells whether this is the one that tripped it.
 */
export function countTermination(
  record: BreakerRecord,
  { key, source, breaker }: Pick<CountTermination, 'key' | 'source' | 'breaker'>,
  now: number,
): { held: boolean; trips: boolean; within: number; limit: number } {
  const limit = limitOf(breaker);
  const since = now - toMs(breaker.window);
  record.counted = record.counted.filter(({ at, key: other }) => at > since || other === key);
  const known = record.counted.find((other) => other.key === key);
  const within = record.counted.length + (known ? 0 : 1);
  if (known) return { held: known.held, trips: false, within, limit };
  const held = within > limit;
  const trips = held && record.trippedAt === undefined;
  if (trips) record.trippedAt = new Date(now).toISOString();
  if (!held) delete record.trippedAt;
  record.counted = [...record.counted, { key, source, at: now, held }].slice(-MOST_COUNTED);
  return { held, trips, within, limit };
}
