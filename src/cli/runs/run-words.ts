import { dueSince, leaverOf, mayStillGetIn } from '../../client/waiting';
import type { RunOverview } from '../../client/run-list';
import { isFinal, type RunState } from '../../domain/status';
import { visible } from '../../domain/evidence/visible-text';
import { minute } from '../terminal/moments';

const WORDS: Record<string, string> = {
  completedWithExceptions: 'completed with exceptions',
  timedOut: 'timed out',
  dryRun: 'dry run',
};

/** A state as a list says it; without one no worker has seen the run yet. */
export const stateWord = (state: string | undefined): string =>
  state === undefined ? 'not begun' : (WORDS[state] ?? state);

/** What waits for a person says, too, whether the leaver may still get in meanwhile; a dry run, what would become of it. */
export function standing(run: RunOverview): string {
  if (run.wouldBe !== undefined)
    return `${stateWord(run.state)}: would be ${stateWord(run.wouldBe)}`;
  if (run.kind !== 'run' || run.state !== 'blocked') return stateWord(run.state);
  return `${stateWord(run.state)}, ${mayStillGetIn(run) ? 'not contained' : 'contained'}`;
}

/** Who leaves; names come from outside. */
export const leaverName = (run: RunOverview): string =>
  visible(leaverOf(run)) + (run.kind === 'hrEvents' ? ' (HR events)' : '');

/** "from 2026-11-27 16:00", "since …", "ended …"; UTC. */
export function whenWords(run: RunOverview, now: Date): string {
  if (run.closedAt !== undefined) return `ended ${minute(run.closedAt)}`;
  const isAhead = run.effectiveAt !== undefined && Date.parse(run.effectiveAt) > now.getTime();
  if (isAhead && run.effectiveAt) return `from ${minute(run.effectiveAt)}`;
  return `since ${minute(dueSince(run))}`;
}

/** Its state says so a moment before Temporal closes it. */
export const isUnderWay = ({ closedAt, state }: RunOverview): boolean =>
  closedAt === undefined && (state === undefined || !isFinal(state as RunState));

const rankOf = (run: RunOverview): number => {
  if (!isUnderWay(run)) return 3;
  return run.state === 'blocked' ? 0 : run.state === 'held' ? 1 : 2;
};
const dateOf = (run: RunOverview): string => run.effectiveAt ?? run.openedAt;

/** Blocked and held ones first, then those under way by their date, then those that ended, the last one first. */
export const sortedRuns = (runs: readonly RunOverview[]): RunOverview[] =>
  [...runs].sort((a, b) => {
    const isEnded = !isUnderWay(a) && !isUnderWay(b);
    if (isEnded) return (b.closedAt ?? '').localeCompare(a.closedAt ?? '');
    return rankOf(a) - rankOf(b) || dateOf(a).localeCompare(dateOf(b));
  });

const ORDER = ['blocked', 'held', 'running', 'contained', 'scheduled', undefined];
const placeOf = (state: string | undefined): number => {
  const place = ORDER.indexOf(state);
  return place < 0 ? ORDER.length : place;
};

/** How many are in which state, those under way first. */
export function countsByState(runs: readonly RunOverview[]): [string | undefined, number][] {
  const counts = new Map<string | undefined, number>();
  for (const { state } of runs) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => placeOf(a) - placeOf(b));
}

/** "2 blocked, 14 scheduled" */
export const countWords = (runs: readonly RunOverview[]): string =>
  countsByState(runs)
    .map(([state, count]) => `${count} ${stateWord(state)}`)
    .join(', ');
