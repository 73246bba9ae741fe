import { proxyActivities } from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import { hasEnded, type FollowedRun } from '../../domain/hr/record';
import { closeRun } from './close-run';
import type { Employee } from './employee';

const activities = proxyActivities<Pick<RunActivities, 'findEndedRuns'>>({
  startToCloseTimeout: '60s',
});

/** A run takes no more messages, and did not say why: one that was joined, or whose end was missed. */
export async function learnHowItEnded(
  employee: Employee,
  run: FollowedRun | undefined,
): Promise<void> {
  if (!run || hasEnded(run)) return;
  const [ended] = await activities.findEndedRuns.executeWithOptions(
    { summary: `See how ${run.workflowId} ended` },
    [[run.workflowId]],
  );
  if (hasEnded(run) || ended === undefined) return;
  if (ended.state !== 'failed') closeRun(employee, run, ended.state, ended.hrFact);
  // Somebody else's run that failed has answered nothing: HR starts its own.
  else if (run.isJoined) run.state = 'ended';
  else closeRun(employee, run, 'cutOff');
}
