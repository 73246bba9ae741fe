import { isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import { workingChildren } from '../../domain/batch/record';
import { toMs } from '../../domain/duration';
import type { Batch } from './batch';

const activities = proxyActivities<Pick<RunActivities, 'findEndedRuns'>>({
  startToCloseTimeout: '60s',
});

/** Milliseconds between two looks, where there is nothing new for long: each look makes the history longer. */
const SELDOM = 5 * 60_000;

/**
 * A child tells by a signal into which state it comes, and the signal finds the batch by its workflow id. That it
 * has ended, only the history hears that started it. Children of an earlier history are therefore looked at, now
 * and then, while they work.
 */
export function lookAfterCarriedChildren(batch: Batch): void {
  const carried = Object.keys(batch.record.children);
  lookAgain(batch, carried).catch((failure: unknown) => {
    if (!isCancellation(failure)) throw failure;
  });
}

async function lookAgain({ record, learn }: Batch, carried: readonly string[]): Promise<void> {
  const soon = toMs(record.request.lookAgain);
  let delay = soon;
  while (carried.some((workflowId) => workflowId in record.children)) {
    await sleep(delay, { summary: 'Until the runs are looked at again' });
    const working = new Set(workingChildren(record));
    const ended = await endedAmong(carried.filter((workflowId) => working.has(workflowId)));
    for (const { workflowId, state, message } of ended) learn(workflowId, state, message);
    delay = ended.length > 0 ? soon : Math.min(2 * delay, SELDOM);
  }
}

async function endedAmong(workflowIds: string[]) {
  if (workflowIds.length === 0) return [];
  const summary = 'See which of the earlier runs have ended';
  return activities.findEndedRuns.executeWithOptions({ summary }, [workflowIds]);
}
