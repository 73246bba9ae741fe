import { Context } from '@temporalio/activity';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import {
  BREAKER_WORKFLOW_ID,
  BREAKER_WORKFLOW_TYPE,
  COUNT_TERMINATION,
  type CountTermination,
  type Verdict,
} from '../domain/breaker';
import { TASK_QUEUE } from '../domain/contract';

/** Asks the one breaker of the namespace, and starts it where nobody has asked before. */
export const countTermination = () => (termination: CountTermination) =>
  Context.current().client.workflow.executeUpdateWithStart<Workflow, Verdict, [CountTermination]>(
    COUNT_TERMINATION,
    {
      args: [termination],
      startWorkflowOperation: new WithStartWorkflowOperation<Workflow>(BREAKER_WORKFLOW_TYPE, {
        workflowId: BREAKER_WORKFLOW_ID,
        taskQueue: TASK_QUEUE,
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: 'Counts automatic terminations',
      }),
    },
  );
