import { isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import { workingChildren } from '../../domain/batch/record';
import { toMs } from '../../domain/duration';
import type { Batch } from './batch';

const activities = proxyActivities<Pick<RunActivities, 'findEndedRuns'>>({
  startToCloseTimeout: '60s',
});

/**
 * A child tells each change of its state by a signal, which finds the batch by its workflow id. That it was
 * terminated, only the history hears that started it. Children of an earlier history are therefore looked at, now
 * and then, while they work.
 */
export function lookAfterCarriedChildren(batch: Batch): void {
  const carried = new Set(workingChildren(batch.record));
  lookAgain(batch, carried).catch((failure: unknown) => {
    if (!isCancellation(failure)) throw failure;
  });
}

async function lookAgain(batch: Batch, carried: Set<string>): Promise<void> {
  const { record } = batch;
  const working = () => workingChildren(record).filter((workflowId) => carried.has(workflowId));
  for (let left = working(); left.length > 0; left = working()) {
    await sleep(toMs(record.request.lookAgain), { summary: 'Until the runs are looked at again' });
    const ended = await activities.findEndedRuns.executeWithOptions(
      { summary: 'See whether runs ended without a word' },
      [working()],
    );
    for (const { workflowId, state, message } of ended) batch.learn(workflowId, state, message);
  }
}
