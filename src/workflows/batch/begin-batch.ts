import { workflowInfo } from '@temporalio/workflow';
import { newBatchRecord, type BatchRecord } from '../../domain/batch/record';
import { parseBatchRequest } from '../../domain/parsing';
import { Batch } from './batch';
import { lookAfterCarriedChildren } from './look-again';
import { handleMessages } from './messages';
import { refusal } from '../refusal';

/** Parses the request, builds the state and sets all handlers, in this order and before anything waits. */
export function beginBatch(input: unknown, carried: unknown): Batch {
  const request = parseBatchRequest(input);
  if ('problem' in request) throw refusal(request.problem, 'InvalidInput', request.issues);
  // A second argument counts only where this workflow gave it to itself.
  const isContinued = workflowInfo().continuedFromExecutionRunId !== undefined;
  const record = isContinued ? (carried as BatchRecord | undefined) : undefined;
  const batch = new Batch(record ?? newBatchRecord(request.value));
  handleMessages(batch);
  batch.publish();
  lookAfterCarriedChildren(batch);
  return batch;
}
