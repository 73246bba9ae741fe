import { condition, workflowInfo } from '@temporalio/workflow';
import { isAutomatic } from './automatic';
import { countTermination } from './lanes';
import type { Run } from './run';

/** A question or an answer may be lost with its sender: then it is asked again. */
const ASK_AGAIN = '1m';

/**
 * An automatic termination is counted; beyond what the policy lets through, it waits for a person. No answer lets
 * nobody through, but who is to go at once does not wait for one.
 */
export async function heldByBreaker(run: Run): Promise<void> {
  const { record, policy } = run;
  if (!isAutomatic() || record.counted || record.request.dryRun) return;
  const isUrgent = () => record.request.urgency === 'immediate';
  const { workflowId, firstExecutionRunId } = workflowInfo();
  while (!run.verdict && !isUrgent()) {
    const asked = countTermination({
      key: `${workflowId} ${firstExecutionRunId}`,
      workflowId,
      source: record.request.source ?? 'unknown',
      breaker: policy.breaker,
    });
    await Promise.race([asked, condition(isUrgent)]);
    await condition(() => run.verdict !== undefined || isUrgent(), ASK_AGAIN, {
      summary: 'At the most, before the breaker is asked again',
    });
  }
  if (!run.verdict) return;
  record.counted = true;
  if (run.verdict.held && !record.hold && !isUrgent())
    record.hold = { code: 'breaker.tripped', message: run.verdict.message };
}
