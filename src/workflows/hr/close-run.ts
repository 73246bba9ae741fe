import type { ChildState } from '../../domain/child-state';
import { standingIn } from '../../domain/hr/next-move';
import { hasEnded, settle, type FollowedRun } from '../../domain/hr/record';
import { now } from '../run/clock';
import type { Employee } from './employee';

/** The run reported, or ended: what it has settled is not carried out again. */
export function closeRun(
  employee: Employee,
  run: FollowedRun,
  state: ChildState['state'] | 'cutOff',
): void {
  const { record } = employee;
  run.state = state;
  const isTaken = state === 'blocked' || state === 'rescinded';
  if (isTaken && run.told.startsWith('withdrawn '))
    settle(record, run.told.slice('withdrawn '.length));
  if (hasEnded(run)) {
    employee.note('run', `${run.workflowId} ended: ${state}`);
    if (state === 'completed' || state === 'completedWithExceptions') {
      // Access is gone, and so it is for every end that is known by now.
      const ends = standingIn(record).map(({ effectiveAt }) => effectiveAt);
      const until = [...ends, run.effectiveAt, record.carriedOut?.until ?? ''].sort().at(-1);
      record.carriedOut = { until: until ?? run.effectiveAt, at: now() };
    }
    if (state !== 'rescinded' || !run.wasWithdrawn) settle(record, run.factId);
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
