import { NO_EMAIL } from '../../domain/hr/status';
import { getExternalWorkflowHandle, isCancellation, log, sleep } from '@temporalio/workflow';
import { nextMove } from '../../domain/hr/next-move';
import { HR_ORDER, type HrOrder } from '../../domain/hr/order';
import { hasEnded, settle, type FollowedRun } from '../../domain/hr/record';
import type { Termination } from '../../domain/hr/terminations';
import { saidBy, toldOf } from '../../domain/hr/told';
import { now } from '../run/clock';
import type { Employee } from './employee';
import { learnHowItEnded } from './how-it-ended';
import { startRun } from './start-run';

/** Starts the leaver's run, or tells it what HR wants now; asks a person where neither is for HR to say. */
export async function bringRunInLine(employee: Employee): Promise<void> {
  const move = nextMove(employee.record, now());
  switch (move.kind) {
    case 'nothing':
      return;
    case 'ask':
      return askAboutCarriedOut(employee, move.termination);
    case 'start':
      if (employee.record.employee.email === undefined)
        return askForEmail(employee, move.termination);
      await startRun(employee, move.termination);
      // Whoever had a run already learns what HR wants.
      if (employee.record.run?.isJoined) await tell(employee, move.termination);
      return;
    case 'tell':
      return tell(employee, move.termination);
  }
}

async function tell(employee: Employee, termination: Termination): Promise<void> {
  const { run } = employee.record;
  if (!run) return;
  const { withdrawnBy, fact, effectiveAt } = termination;
  const order = orderOf(termination, run);
  const told = toldOf(termination);
  if (run.told === told) return;
  run.told = told;
  try {
    await getExternalWorkflowHandle(run.workflowId).signal(HR_ORDER, order);
  } catch (failure) {
    if (isCancellation(failure)) throw failure;
    await learnHowItEnded(employee, run);
    if (!hasEnded(run)) {
      // It is there after all: it is told once more.
      run.told = '';
      await sleep('5s', { summary: 'Until the run is told once more' });
    }
    return employee.wake();
  }
  if (!withdrawnBy) Object.assign(run, { factId: fact.id, effectiveAt });
  employee.note(
    'run',
    `${run.workflowId} was told: ${order.leaving ? `leaves ${order.effectiveAt}${order.now ? ', at once' : ''}` : 'does not leave'}`,
  );
}

function orderOf(termination: Termination, { isJoined }: FollowedRun): HrOrder {
  const { withdrawnBy, fact, effectiveAt, timeZone, now: atOnce } = termination;
  if (withdrawnBy) {
    const onlyBeforeStart = withdrawnBy.kind === 'rehire';
    return { ...saidBy(withdrawnBy), leaving: false, onlyBeforeStart };
  }
  return {
    ...saidBy(fact),
    leaving: true,
    effectiveAt,
    ...(timeZone === undefined ? {} : { timeZone }),
    now: atOnce,
    joins: isJoined,
  };
}

function askAboutCarriedOut(employee: Employee, { withdrawnBy }: Termination): void {
  if (!withdrawnBy) return;
  settle(employee.record, withdrawnBy.id);
  const { by, reason } = saidBy(withdrawnBy);
  log.warn('A termination was taken back after it had been carried out', {
    source: withdrawnBy.source,
  });
  employee.ask(
    'hr.withdrawnAfterEnd',
    `${by} took the termination back after it had been carried out: ${reason}. Access is not given back by itself. ` +
      'If it is to come back, activate the user in Zoom and restore role and licence as the report shows, and let the user reset the password. Then send the update dismiss here.',
  );
}

function askForEmail(employee: Employee, { effectiveAt, now: atOnce }: Termination): void {
  const { id = '' } = employee.record.employee;
  employee.ask(
    NO_EMAIL,
    `Nobody said the work e-mail of employee ${id}, without which no access can be taken away. ` +
      `Start it by hand: npx offboard start <email> --employee-id ${id}${atOnce ? '' : ` --effective-at ${effectiveAt}`}; then send the update dismiss here.`,
  );
}
