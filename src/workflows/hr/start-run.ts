import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  CancelledFailure,
  ChildWorkflowFailure,
  startChild,
  workflowInfo,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import { WORKFLOW_TYPE } from '../../domain/contract';
import { AUTOMATIC } from '../../domain/hr/automatic';
import { hasEnded, type FollowedRun } from '../../domain/hr/record';
import type { Termination } from '../../domain/hr/terminations';
import type { OffboardingRequest } from '../../domain/request';
import type { OffboardingStatus } from '../../domain/status';
import { HR_EVENTS_PREFIX } from '../../domain/contract';
import { whoIn } from '../../domain/run-start';
import { childRunOptionsFor } from '../child-run';
import { areNamesHidden, namesInIds } from '../names-in-ids';
import type { offboardEmployee } from '../offboard-employee';
import { saidBy, toldOf } from '../../domain/hr/told';
import { closeRun } from './close-run';
import type { Employee } from './employee';

/** Starts the leaver's run under the id that every trigger uses; where one is there already, joins it. */
export async function startRun(employee: Employee, termination: Termination): Promise<void> {
  const { record } = employee;
  const { effectiveAt, fact } = termination;
  const request = requestOf(employee, termination);
  const who = whoIn(request);
  const name = nameKnown(who) ?? (await namesInIds([who])).get(who);
  const start = childRunOptionsFor(request, name);
  const { workflowId } = start;
  const run: FollowedRun = {
    workflowId,
    isJoined: false,
    factId: fact.id,
    effectiveAt,
    state: 'running',
    told: toldOf(termination),
  };
  record.run = run;
  try {
    const handle = await outlivingUs(() =>
      startChild<typeof offboardEmployee>(WORKFLOW_TYPE, {
        ...start,
        memo: { ...start.memo, [AUTOMATIC]: fact.id },
      }),
    );
    employee.note('run', `${workflowId} was started`);
    employee.emailIsKnown();
    watch(employee, run, handle);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    Object.assign(run, { isJoined: true, told: '' });
    employee.note('run', `${workflowId} was there already: joined`);
    employee.emailIsKnown();
  }
}

/** Made of a secret by whoever started us, in our own id. */
const DIGEST = /^[0-9a-f]{32}$/;

/**
 * What the run's id calls the leaver: as ours does, so that what HR says and what people start meet in one run.
 * Undefined where somebody started us by hand, under some other id.
 */
function nameKnown(who: string): string | undefined {
  const { workflowId } = workflowInfo();
  const isStartedByClient = workflowId.startsWith(HR_EVENTS_PREFIX);
  const name = isStartedByClient ? workflowId.slice(HR_EVENTS_PREFIX.length) : '';
  if (!who.includes('@') || name === who) return who;
  if (DIGEST.test(name)) return name;
  return areNamesHidden() ? undefined : who;
}

/** Whoever cancels HR's events must not cancel the leaver's run with them. */
const outlivingUs = <T>(work: () => Promise<T>): Promise<T> =>
  CancellationScope.nonCancellable(work);

/** Temporal tells the end of a child to the history that started it, however it ended. */
function watch(
  employee: Employee,
  run: FollowedRun,
  handle: ChildWorkflowHandle<typeof offboardEmployee>,
): void {
  employee.watched = run;
  const close = (state: Parameters<typeof closeRun>[2], hrFact?: string) => {
    if (employee.record.run === run && !hasEnded(run)) closeRun(employee, run, state, hrFact);
  };
  handle.result().then(
    ({ state, hrFact }: OffboardingStatus) => close(state, hrFact),
    (failure: unknown) => close(isCancelled(failure) ? 'cancelled' : 'cutOff'),
  );
}

const isCancelled = (failure: unknown): boolean =>
  failure instanceof ChildWorkflowFailure && failure.cause instanceof CancelledFailure;

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
