import type { RunOverview } from '../../client/run-list';
import type { RunFilter } from '../../client/visibility-query';
import { nameOf } from './name';
import { read, startOfDay, type Listed, type Lists } from './lists';
import { readSoonest } from './soonest';

/** Rows of a section, at the most. */
const SHOWN = 300;
/** One page of Temporal's list. */
const READ = 1_000;

/** All that the page shows. No run is in two of its sections. */
export interface Board {
  at: Date;
  /** Blocked and held runs, and HR's events that ask. */
  waiting: Listed;
  /** Running and contained ones, whenever they began. */
  atWork: Listed;
  /** Scheduled before tomorrow, UTC: late ones too. */
  dueToday: Listed;
  /** Begun, and without a state: no worker has taken them up yet, or they are dry runs. */
  stateless: Listed;
  /** Scheduled from tomorrow on: the next ones. */
  later: Listed;
  /** Since midnight, UTC: the last ones first. */
  endedToday: Listed;
}

const SCHEDULED = ['scheduled'];
const WAITING = ['blocked', 'held'];
const AT_WORK = ['running', 'contained'];
const ENDED = [
  ...['completed', 'completedWithExceptions', 'rescinded', 'cancelled'],
  ...['failed', 'terminated', 'timedOut'],
];

/**
 * Asks Temporal's lists, and no worker. One after the other, in the order in which a run goes through them: one that
 * moves on meanwhile is found twice, and shown where it was found last, rather than nowhere.
 * @throws TemporalUnavailable
 */
export async function readBoard(lists: Lists, at: Date): Promise<Board> {
  const tomorrow = startOfDay(at, 1);
  const today: RunFilter = { states: SCHEDULED, effectiveBefore: tomorrow.toISOString() };
  const ended: RunFilter = { states: ENDED, endedFrom: startOfDay(at).toISOString() };
  const stateless = await read(lists, { stateless: true, underWay: true }, SHOWN);
  const later = await readSoonest(lists, { states: SCHEDULED }, tomorrow, SHOWN);
  const due = await read(lists, today, SHOWN);
  const { waiting, atWork } = await readOpen(lists);
  const endedToday = await read(lists, ended, SHOWN);

  const found = new Set<string>();
  const once = ({ runs, total }: Listed): Listed => {
    const fresh = runs.filter(({ runId }) => !found.has(runId));
    for (const { runId } of fresh) found.add(runId);
    return { runs: fresh, total: total - (runs.length - fresh.length) };
  };
  const last = once(endedToday);
  const open = { waiting: once(waiting), atWork: once(atWork) };
  return {
    at,
    waiting: bySoonest(open.waiting),
    atWork: bySoonest(open.atWork),
    dueToday: bySoonest(once(due)),
    later: bySoonest(once(later)),
    stateless: bySoonest(once(stateless)),
    endedToday: { ...last, runs: last.runs.toSorted(compareBy(endOf)).reverse() },
  };
}

/** Both at one moment: a run that a person answers goes from one to the other, and back. */
async function readOpen(lists: Lists): Promise<Pick<Board, 'waiting' | 'atWork'>> {
  const { runs, total } = await read(lists, { states: [...WAITING, ...AT_WORK] }, READ);
  if (total > runs.length)
    return {
      waiting: await read(lists, { states: WAITING }, SHOWN),
      atWork: await read(lists, { states: AT_WORK }, SHOWN),
    };
  const those = (states: string[]): Listed => {
    const fitting = runs.filter(({ state = '' }) => states.includes(state));
    // Those who wait longest first: they must not be the ones left out.
    return {
      runs: bySoonest({ runs: fitting, total: 0 }).runs.slice(0, SHOWN),
      total: fitting.length,
    };
  };
  return { waiting: those(WAITING), atWork: those(AT_WORK) };
}

const compareBy =
  (keyOf: (run: RunOverview) => string) =>
  (one: RunOverview, other: RunOverview): number =>
    keyOf(one).localeCompare(keyOf(other), 'en');

const endOf = ({ closedAt = '' }: RunOverview): string => closedAt;
const bySoonest = ({ runs, total }: Listed): Listed => ({
  runs: runs.toSorted(compareBy((run) => `${run.effectiveAt ?? run.openedAt} ${nameOf(run)}`)),
  total,
});
