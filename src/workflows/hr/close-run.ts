import type { ChildState } from '../../domain/child-state';
import { standingIn } from '../../domain/hr/next-move';
import { hasEnded, settle, type FollowedRun, type HrRecord } from '../../domain/hr/record';
import { now } from '../run/clock';
import type { Employee } from './employee';

/**
 * The run came into another state. Once it has ended, the fact that it followed is settled, by its own word where it
 * could say it: what it refused because it was too late is not.
 */
export function closeRun(
  employee: Employee,
  run: FollowedRun,
  state: ChildState['state'] | 'cutOff',
  hrFact?: string,
): void {
  const { record } = employee;
  run.state = state;
  if (hasEnded(run)) {
    employee.note('run', `${run.workflowId} ended: ${state}`);
    if (state === 'completed' || state === 'completedWithExceptions') carriedOut(record, run);
    settle(record, hrFact ?? run.factId);
    if (state === 'cutOff') {
      employee.ask(
        'run.cutOff',
        `The run ${run.workflowId} failed or was terminated before its end: the leaver may still get in. ` +
          'Look at it in the Temporal Web UI, start it anew (npx offboard start), then send the update dismiss here.',
      );
    }
  }
  employee.wake();
}

/** Access is gone, and so it is for every end that is known by now. */
function carriedOut(record: HrRecord, run: FollowedRun): void {
  const standing = standingIn(record, now());
  const ends = standing.map(({ effectiveAt }) => effectiveAt);
  const until = [...ends, run.effectiveAt, record.carriedOut?.until ?? ''].sort().at(-1);
  const wasNow = standing.some((termination) => termination.now);
  record.carriedOut = { until: until ?? run.effectiveAt, at: now(), now: wasNow };
}
