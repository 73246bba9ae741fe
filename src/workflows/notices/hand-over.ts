import { CancellationScope, ParentClosePolicy, log, startChild, uuid4 } from '@temporalio/workflow';
import { TASK_QUEUE } from '../../domain/contract';
import { noticePriority, NOTICE_WORKFLOW_TYPE, type Notice } from '../../domain/notices/notice';
import type { sendNotice } from '../send-notice';

/**
 * Hands a notice to a workflow of its own, which outlives us: whoever hands over waits for no receiver. Resolves once
 * Temporal has it.
 */
export async function handOver(notice: Notice): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      startChild<typeof sendNotice>(NOTICE_WORKFLOW_TYPE, {
        workflowId: `notice-${uuid4()}`,
        taskQueue: TASK_QUEUE,
        args: [notice],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        priority: { priorityKey: noticePriority(notice.kind) },
        staticSummary: `Notice: ${notice.kind}, ${notice.email ?? notice.source ?? 'HR'}`,
      }),
    );
  } catch (failure) {
    log.error('A notice could not be handed over.', {
      kind: notice.kind,
      failure: String(failure),
    });
  }
}
