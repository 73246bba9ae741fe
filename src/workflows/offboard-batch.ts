import type { BatchStatus } from '../domain/batch/status';
import { beginBatch } from './batch/begin-batch';

/**
 * Takes a list of leavers through a window of runs. `input` is one BatchRequest, the leavers come by the update
 * `addLeavers`; `carried` is the record of a batch that continues as new, and comes from nowhere else.
 */
export async function offboardBatch(input: unknown, carried?: unknown): Promise<BatchStatus> {
  const batch = beginBatch(input, carried);
  return batch.unlessCancelled(async () => {
    while (await batch.hasNext()) batch.startNext();
    await batch.settled();
  });
}
