import { isFinal, type RunState } from '../status';
import type { AuditRow } from './audit-row';
import { percentile } from './percentiles';

/** A period in numbers. Dry runs are counted, and otherwise left out. */
export interface AuditSummary {
  /** Without dry runs, as is everything below. */
  runs: number;
  dryRuns: number;
  /** How many in each state; `notSeen`: no worker has seen them yet. */
  states: Record<string, number>;
  /** Seconds from the start to the moment when nothing was left open; nearest rank. Absent where none was contained. */
  timeToContained?: { p50: number; p90: number; p95: number; p99: number; max: number };
  contained: number;
  /** Taken back after their start, contained or not before: access was given back, or never went. */
  takenBack: number;
  /** Ended, failed or were cut off without being contained: look at each. */
  neverContained: number;
  /** Taken back or cancelled before their start. */
  neverStarted: number;
  /** Due, under way, and not contained yet; held ones among them. */
  notYetContained: number;
  /** Scheduled for a time that is still to come. */
  notYetDue: number;
  /** Neither their evidence nor their result could be read. */
  unknown: number;
  /** Whose evidence could not be read, though the result may have been. */
  unread: number;
}

type Fate = Exclude<
  keyof AuditSummary,
  'runs' | 'dryRuns' | 'states' | 'timeToContained' | 'unread'
>;

function fateOf({ containedAt, startedAt, state = '', readFrom }: AuditRow): Fate {
  if (state === 'rescinded' && (startedAt ?? containedAt) !== undefined) return 'takenBack';
  if (containedAt !== undefined) return 'contained';
  if (state === 'failed') return 'neverContained';
  if (state === 'scheduled') return 'notYetDue';
  if (readFrom === 'list') return 'unknown';
  if (!isFinal(state as RunState) && !CUT_OFF.includes(state)) return 'notYetContained';
  const isCalledOff = state === 'rescinded' || state === 'cancelled';
  return isCalledOff && startedAt === undefined ? 'neverStarted' : 'neverContained';
}

/** Temporal's ends of a run that cannot say so itself. */
const CUT_OFF: readonly string[] = ['terminated', 'timedOut'];

export function summaryOf(rows: readonly AuditRow[]): AuditSummary {
  const real = rows.filter(({ dryRun }) => !dryRun);
  const count = (fate: Fate) => real.filter((row) => fateOf(row) === fate).length;
  const states: Record<string, number> = {};
  for (const { state = 'notSeen' } of real) states[state] = (states[state] ?? 0) + 1;
  const seconds = real
    .flatMap(({ secondsToContained }) => secondsToContained ?? [])
    .sort((a, b) => a - b);
  const at = (percent: number) => percentile(seconds, percent) ?? 0;
  return {
    runs: real.length,
    dryRuns: rows.length - real.length,
    states,
    ...(seconds.length > 0 && {
      timeToContained: { p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: at(100) },
    }),
    contained: count('contained'),
    takenBack: count('takenBack'),
    neverContained: count('neverContained'),
    neverStarted: count('neverStarted'),
    notYetContained: count('notYetContained'),
    notYetDue: count('notYetDue'),
    unknown: count('unknown'),
    unread: real.filter(({ unread }) => unread !== undefined).length,
  };
}
