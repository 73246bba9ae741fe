import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { toMs } from '../../domain/duration';
import type { Run } from './run';

/**
 * Waits, for months if need be. Every `sweepInterval` the sessions are revoked again, and what an outage blocked
 * is tried again; a history that grows long continues as new.
 */
export async function whileWaiting(
  run: Run,
  isOver: () => boolean,
  { sweeping = true }: { sweeping?: boolean } = {},
): Promise<void> {
  const options = { summary: 'Until the next sweep' };
  while (!(await condition(isOver, toMs(run.policy.sweepInterval), options))) {
    // Before anything is woken: what is under way cannot continue as new.
    await continueWhereHistoryIsLong(run);
    for (const step of run.record.steps) {
      if (step.state === 'blocked' && step.outage && !run.busy.has(step.step)) run.tryAgain(step);
    }
    if (sweeping) await run.repeat('sweepSessions');
  }
}

export async function continueWhereHistoryIsLong(run: Run): Promise<void> {
  if (!workflowInfo().continueAsNewSuggested || !run.isIdle || !allHandlersFinished()) return;
  await continueAsNew(run.record.request, run.record);
}
