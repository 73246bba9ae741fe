import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { nextMove } from '../../domain/hr/next-move';
import { HR_ORDER, type HrOrder } from '../../domain/hr/order';
import { hasEnded, settle, type FollowedRun } from '../../domain/hr/record';
import type { Termination } from '../../domain/hr/terminations';
import { saidBy, toldKey } from '../../domain/hr/told';
import type { Employee } from './employee';
import { startRun } from './start-run';

/** Starts the leaver's run, or tells it what HR wants now; asks a person where neither is for HR to say. */
export async function bringRunInLine(employee: Employee): Promise<void> {
  const move = nextMove(employee.record);
  switch (move.kind) {
    case 'nothing':
      return;
    case 'ask':
      return askAboutCarriedOut(employee, move.termination);
    case 'start':
      if (employee.record.employee.email === undefined) return askForEmail(employee);
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
  const told = toldKey(termination);
  if (run.told === told) return;
  run.told = told;
  if (withdrawnBy) run.wasWithdrawn = true;
  try {
    await getExternalWorkflowHandle(run.workflowId).signal(HR_ORDER, order);
  } catch {
    // It has ended, and nobody told how.
    if (!hasEnded(run)) run.state = 'ended';
    if (withdrawnBy?.kind === 'cancel') askAboutCarriedOut(employee, termination);
    return employee.wake();
  }
  if (!withdrawnBy) Object.assign(run, { factId: fact.id, effectiveAt });
  // A run that has not begun, or stands still, ends with it or asks: it cannot miss it.
  else if (run.state !== 'running' && run.state !== 'contained')
    settle(employee.record, withdrawnBy.id);
  employee.note(
    'run',
    `${run.workflowId} was told: ${order.leaving ? `leaves ${order.effectiveAt}${order.now ? ', at once' : ''}` : 'does not leave'}`,
  );
}

function orderOf(termination: Termination, { isJoined }: FollowedRun): HrOrder {
  const { withdrawnBy, fact, effectiveAt, timeZone, now } = termination;
  if (withdrawnBy) return { ...saidBy(withdrawnBy), leaving: false };
  return {
    ...saidBy(fact),
    leaving: true,
    effectiveAt,
    ...(timeZone === undefined ? {} : { timeZone }),
    now,
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

function askForEmail(employee: Employee): void {
  const { id = '' } = employee.record.employee;
  employee.ask(
    'employee.noEmail',
    `Nobody said the work e-mail of employee ${id}, without which no access can be taken away. ` +
      `Start it by hand: npx offboard start <email> --employee-id ${id}; then send the update dismiss here.`,
  );
}
