import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, type ChildWorkflowHandle } from '@temporalio/workflow';
import { WORKFLOW_TYPE } from '../../domain/contract';
import { AUTOMATIC } from '../../domain/hr/automatic';
import type { FollowedRun } from '../../domain/hr/record';
import type { Termination } from '../../domain/hr/terminations';
import type { OffboardingRequest } from '../../domain/request';
import { runStartOf } from '../../domain/run-start';
import type { OffboardingStatus } from '../../domain/status';
import type { offboardEmployee } from '../offboard-employee';
import { saidBy, toldKey } from '../../domain/hr/told';
import { closeRun } from './close-run';
import type { Employee } from './employee';

/** Starts the leaver's run under the id that every trigger uses; where one is there already, joins it. */
export async function startRun(employee: Employee, termination: Termination): Promise<void> {
  const { record } = employee;
  const { effectiveAt, fact } = termination;
  const start = runStartOf(requestOf(employee, termination));
  const { workflowId } = start;
  const run: FollowedRun = {
    workflowId,
    isJoined: false,
    factId: fact.id,
    effectiveAt,
    state: 'running',
    told: toldKey(termination),
  };
  record.run = run;
  try {
    const handle = await startChild<typeof offboardEmployee>(WORKFLOW_TYPE, {
      ...start,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      memo: { [AUTOMATIC]: true },
    });
    employee.note('run', `${workflowId} was started`);
    watch(employee, run, handle);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    Object.assign(run, { isJoined: true, told: '' });
    employee.note('run', `${workflowId} was there already: joined`);
  }
}

/** A run that is terminated or fails says nothing by itself. */
function watch(
  employee: Employee,
  run: FollowedRun,
  handle: ChildWorkflowHandle<typeof offboardEmployee>,
): void {
  handle.result().then(
    ({ state }: OffboardingStatus) => employee.follow({ workflowId: run.workflowId, state }),
    () => {
      if (employee.record.run === run && run.state !== 'cancelled')
        closeRun(employee, run, 'cutOff');
    },
  );
}

function requestOf(
  { record: { employee } }: Employee,
  { fact, effectiveAt, timeZone, now }: Termination,
): OffboardingRequest {
  return {
    email: employee.email ?? '',
    ...(employee.id === undefined ? {} : { employeeId: employee.id }),
    ...(now ? {} : { effectiveAt }),
    ...(timeZone === undefined ? {} : { timeZone }),
    urgency: now ? 'immediate' : 'standard',
    reason: saidBy(fact).reason,
    requestedBy: saidBy(fact).by,
    source: fact.source,
    dryRun: false,
  };
}
