import { condition, isCancellation, patched, workflowInfo } from '@temporalio/workflow';
import { BREAKER_WORKFLOW_ID, NO_VERDICT, TRIPPED } from '../../domain/breaker';
import { toMs } from '../../domain/duration';
import type { Policy } from '../../domain/policy';
import { isAutomatic } from './automatic';
import { countTermination } from './lanes';
import type { Run } from './run';
import { continueWhereHistoryIsLong } from './while-waiting';

/**
 * An automatic termination is counted; beyond what the policy lets through, it waits for a person. No answer lets
 * nobody through, but who is to go at once does not wait for one, nor does whom a person releases.
 */
export async function heldByBreaker(run: Run): Promise<void> {
  const { record } = run;
  if (!isAutomatic() || record.counted || record.request.dryRun) return;
  const isUrgent = () => record.request.urgency === 'immediate';
  const hasNoVerdict = () => record.hold?.code === NO_VERDICT;
  let isTold = hasNoVerdict();
  const isReleased = () => isTold && !hasNoVerdict();
  const isOver = () => run.verdict !== undefined || isUrgent() || isReleased();
  while (!isOver()) {
    await Promise.race([ask(run), condition(() => isUrgent() || isReleased())]);
    // A question or an answer may be lost with its sender: then it is asked again.
    const isAnswered = await condition(isOver, patienceOf(run.policy), {
      summary: 'At the most, before the breaker is asked again',
    });
    if (isAnswered || !patched('breaker-silence')) continue;
    isTold = tellOfSilence(run);
    await continueWhereHistoryIsLong(run);
  }
  const wasReleased = isReleased();
  if (hasNoVerdict()) delete record.hold;
  if (!run.verdict && !wasReleased) return;
  record.counted = true;
  if (run.verdict?.held && !wasReleased && !record.hold && !isUrgent())
    record.hold = { code: TRIPPED, message: run.verdict.message };
}

/** Ends when the question is there, or cannot be brought there in time. */
async function ask({ record, policy }: Run): Promise<void> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const question = {
    key: `${workflowId} ${firstExecutionRunId}`,
    workflowId,
    source: record.request.source ?? 'unknown',
    breaker: policy.breaker,
  };
  try {
    await countTermination(question, patienceOf(policy));
  } catch (failure) {
    if (isCancellation(failure)) throw failure;
  }
}

/** A policy that was read before there was such a field has none. */
const patienceOf = ({ breakerPatience = '1m' }: Partial<Policy>): number => toMs(breakerPatience);

/** @returns whether the run is held for it: another reason to hold it comes first */
function tellOfSilence(run: Run): boolean {
  const { record } = run;
  const seconds = patienceOf(run.policy) / 1_000;
  record.hold ??= {
    code: NO_VERDICT,
    message:
      `The breaker has not answered for ${seconds} s, and no automatic termination goes on without its answer. ` +
      `See in the Temporal Web UI why the workflow ${BREAKER_WORKFLOW_ID} stands still. It is asked again, and the run goes on ` +
      'by itself once it answers. Send the update release to let this run go uncounted, or the signal rescind.',
  };
  run.publish();
  return record.hold.code === NO_VERDICT;
}
