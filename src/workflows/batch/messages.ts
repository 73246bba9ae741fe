import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { BATCH_MESSAGES, SEND_AGAIN } from '../../domain/batch/messages';
import { addRows, roomFor, whyRowsDoNotFit } from '../../domain/batch/rows';
import type {
  AddLeavers,
  BatchMessageArguments,
  BatchMessageName,
} from '../../domain/batch/schemas';
import { isRunState, type BatchStatus } from '../../domain/batch/status';
import { OFFBOARDING_STATE, type ChildState } from '../../domain/child-state';
import { parseBatchMessage } from '../../domain/parsing';
import { whoIn } from '../../domain/run-start';
import { areNamesHidden, namesInIds } from '../names-in-ids';
import { now } from '../run/clock';
import type { Batch } from './batch';
import { refusal } from '../refusal';

/** Sets every handler. Handlers only change the record; the process acts on it. */
export function handleMessages(batch: Batch): void {
  const { record } = batch;
  setHandler(defineQuery<BatchStatus>('status'), () => batch.status, {
    description: BATCH_MESSAGES.status,
  });
  setHandler(defineSignal<[unknown]>(OFFBOARDING_STATE), (argument) => noteState(batch, argument), {
    description: BATCH_MESSAGES.offboardingState,
  });
  onUpdate(
    batch,
    'addLeavers',
    (rows) => whyRowsDoNotFit(record, rows),
    (rows) => addWhenThereIsRoom(batch, rows),
  );
  onUpdate(
    batch,
    'pause',
    () => record.paused && `${record.paused.by} has paused it already: ${record.paused.reason}`,
    (said) => void (record.paused = { ...said, at: now() }),
  );
  onUpdate(
    batch,
    'resume',
    () => (record.paused ? undefined : 'The batch is not paused.'),
    () => void delete record.paused,
  );
}

/** Sent by our own runs: what does not fit comes from somewhere else, and counts for nothing. */
function noteState(batch: Batch, argument: unknown): void {
  const { workflowId, state } = (argument ?? {}) as Partial<ChildState>;
  if (typeof workflowId === 'string' && isRunState(state)) batch.learn(workflowId, state);
}

/** Waits while too many rows wait already. */
async function addWhenThereIsRoom(batch: Batch, rows: AddLeavers): Promise<void> {
  const { record } = batch;
  const hasRoom = roomFor(rows);
  const names = areNamesHidden() ? await namesInIds(rows.rows.map(whoIn)) : undefined;
  await condition(() => hasRoom(record) || batch.isMovingOn);
  if (!hasRoom(record))
    throw refusal(
      'The history of the batch continues as new at this moment: send these rows again.',
      SEND_AGAIN,
    );
  addRows(record, rows, names);
}

function onUpdate<U extends BatchMessageName>(
  batch: Batch,
  name: U,
  whyNot: (argument: BatchMessageArguments[U]) => string | undefined,
  take: (argument: BatchMessageArguments[U]) => void | Promise<void>,
): void {
  const accepted = (argument: unknown): BatchMessageArguments[U] => {
    const parsed = parseBatchMessage(name, argument);
    if ('problem' in parsed) throw refusal(parsed.problem, 'InvalidInput');
    const refused = whyEnded(batch) ?? whyNot(parsed.value);
    if (refused !== undefined) throw refusal(refused, 'Refused');
    return parsed.value;
  };
  const handle = async (argument: unknown): Promise<BatchStatus> => {
    await take(accepted(argument));
    batch.publish();
    return batch.status;
  };
  setHandler(defineUpdate<BatchStatus, [unknown]>(name), handle, {
    description: BATCH_MESSAGES[name],
    validator: (argument) => void accepted(argument),
  });
}

const whyEnded = ({ record }: Batch): string | undefined =>
  record.final ? 'The batch has ended.' : undefined;
