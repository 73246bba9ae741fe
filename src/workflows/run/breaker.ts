import { workflowInfo } from '@temporalio/workflow';
import { isAutomatic } from './automatic';
import { countTermination } from './lanes';
import type { Run } from './run';

/** An automatic termination is counted; beyond what the policy lets through, it waits for a person. */
export async function heldByBreaker(run: Run): Promise<void> {
  const { record, policy } = run;
  const { urgency, dryRun, source = 'unknown' } = record.request;
  if (!isAutomatic() || record.counted || dryRun || urgency === 'immediate') return;
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const verdict = await countTermination({
    key: `${workflowId} ${firstExecutionRunId}`,
    source,
    breaker: policy.breaker,
  });
  record.counted = true;
  const isUrgent = record.startNow && record.request.urgency === 'immediate';
  if (verdict.held && !record.hold && !isUrgent)
    record.hold = { code: 'breaker.tripped', message: verdict.message };
}
