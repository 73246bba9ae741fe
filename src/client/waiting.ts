import { answersTo } from '../domain/answers';
import { causeOf } from '../domain/causes';
import type { RunList, RunOverview } from './run-list';

/** Who waits for a person for the same reason. */
export interface WaitingGroup {
  code: string;
  /** The code in words. */
  cause: string;
  /** ISO 8601, UTC: since when the first of them is due. */
  since: string;
  /** Commands that answer it; empty where nothing need be sent. */
  answers: string[];
  /** The longest waiting first. */
  runs: RunOverview[];
}

/** Milliseconds after which a leaver should be contained, whatever the providers say. */
export const LATE_MS = 5 * 60_000;

/** Runs that nobody need answer, and whose leavers could still get in a while after they were due. */
export const lateRuns = (runs: Pick<RunList, 'find'>, now: number): Promise<RunOverview[]> =>
  runs.find({ states: ['running'], effectiveBefore: new Date(now - LATE_MS).toISOString() });

export const waitsForSomebody = ({ state }: RunOverview): boolean =>
  state === 'blocked' || state === 'held';

/** Due, and not contained: the leaver may still get in. */
export const mayStillGetIn = ({ kind, state, containedAt }: RunOverview): boolean =>
  kind === 'run' && (state === 'blocked' || state === 'running') && containedAt === undefined;

/** Since when it is due: its effective time, or when it was asked for where that is later. Lists know no more. */
export const dueSince = ({ effectiveAt = '', openedAt }: RunOverview): string =>
  effectiveAt > openedAt ? effectiveAt : openedAt;

/** Since when a run waits, as far as a list can tell; what is held waits from its start, whenever it is due. */
const waitsSince = (run: RunOverview): string =>
  run.state === 'held' ? run.openedAt : dueSince(run);

/** Who commands find a run by. */
export const idOf = ({ workflowId }: RunOverview): string =>
  workflowId.replace(/^offboarding-/, '');

/** Who leaves, as a list calls them: by the e-mail, else the employee id, else what the workflow id says. */
export const leaverOf = ({ email, employeeId, workflowId }: RunOverview): string =>
  email ?? employeeId ?? workflowId.replace(/^(offboarding|hr-events)-/, '');

/** By the codes that they wait with: one with two codes is in two groups, one that names none is `unknown`. */
export function byCode(runs: readonly RunOverview[]): [code: string, runs: RunOverview[]][] {
  const groups = new Map<string, RunOverview[]>();
  for (const run of runs)
    for (const code of run.blockedOn.length > 0 ? run.blockedOn : ['unknown'])
      groups.set(code, [...(groups.get(code) ?? []), run]);
  return [...groups];
}

/** Those of the runs that wait for a person, by cause: the biggest group first. A run with two codes is in two. */
export function waitingGroups(runs: readonly RunOverview[]): WaitingGroup[] {
  const groups = byCode(runs.filter(waitsForSomebody)).map(([code, found]): WaitingGroup => {
    const sorted = [...found].sort((a, b) => waitsSince(a).localeCompare(waitsSince(b)));
    return {
      code,
      cause: causeOf(code),
      since: waitsSince(sorted[0]!),
      answers: answersTo(
        code,
        sorted.map((run) => ({ ...run, id: idOf(run) })),
      ),
      runs: sorted,
    };
  });
  return groups.sort((a, b) => b.runs.length - a.runs.length || a.since.localeCompare(b.since));
}
